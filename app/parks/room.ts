import { defineRoom } from '~/room'
import { PARK_ACTIONS, PARK_AUDIT } from './domain/actions'
import { parkDuties } from './server/duties'
import { moveParksOfUnit } from './server/follow-unit-merge'
import { unitParks } from './server/unit-parks'
import { auditedEntries } from './server/audited'

export const parks = defineRoom({
  name: 'parks',
  actions: PARK_ACTIONS,
  audit: PARK_AUDIT,
  audited: auditedEntries,
  tables: ['park', 'park_name', 'park_approval', 'industry', 'industry_name'],
  unitMerge: moveParksOfUnit,
  unitHoldings: [unitParks],
  duties: parkDuties,
  settings: [
    { label: '园区', to: '/settings/parks', order: 30, action: 'park.read' },
    { label: '产业', to: '/settings/industries', order: 40, action: 'park.read' },
    { label: '专班', to: '/settings/teams', order: 50, action: 'team.read' },
  ],
})
