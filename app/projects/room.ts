import { defineRoom } from '~/room'
import { PROJECT_ACTIONS, PROJECT_AUDIT } from './domain/actions'
import { projectDuties } from './server/duties'
import { moveProjectsOfUnit } from './server/follow-unit-merge'
import { unitCredits, unitProjects } from './server/unit-projects'
import { followEntries } from './server/follow-entry-merge'
import { auditedProjects } from './server/audited'

export const projects = defineRoom({
  name: 'projects',
  actions: PROJECT_ACTIONS,
  audit: PROJECT_AUDIT,
  audited: auditedProjects,
  tables: [
    'project',
    'phase',
    'stage_event',
    'stage_verification',
    'project_milestone',
    'project_fact',
    'project_void',
    'guard_fact',
    'evidence',
    'list_columns',
  ],
  unitMerge: moveProjectsOfUnit,
  unitHoldings: [unitProjects, unitCredits],
  entryFollower: followEntries,
  navigation: [{ label: '项目', to: '/projects', icon: 'FolderKanban', order: 20, action: 'project.read' }],
  search: { label: '查找项目、企业', to: '/projects', order: 10, action: 'project.read' },
  duties: projectDuties,
})
