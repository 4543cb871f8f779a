import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES, WRITER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { actsOnProject, holdsProject, seesProject, voidsProject } from './visibility'

export const PROJECT_ACTIONS = {
  'project.read': { roles: READER_ROLES, decide: seesProject },
  'project.register': { roles: WRITER_ROLES },
  'project.edit': { roles: WRITER_ROLES, decide: actsOnProject },
  // Names another holder. A unit that gives a project away would need the receiver's consent: the bureau does it for both.
  'project.handOver': { roles: ['bureau'], decide: seesProject },
  // Says who answers and who is credited: introducing and landing unit, park, team.
  'project.assign': { roles: WRITER_ROLES, decide: holdsProject },
  // Sets or lifts 保密.
  'project.conceal': { roles: WRITER_ROLES, decide: holdsProject },
  'stage.record': { roles: WRITER_ROLES, decide: actsOnProject },
  'stage.correct': { roles: WRITER_ROLES, decide: actsOnProject },
  'stage.waive': { roles: ['bureau'], decide: seesProject },
  'stage.verify': { roles: ['bureau'], decide: seesProject },
  'guardFact.tick': { roles: ['bureau'], decide: seesProject },
  'evidence.add': { roles: WRITER_ROLES, decide: actsOnProject },
  // 作废 of what was registered by mistake, and taking that back.
  'project.void': { roles: WRITER_ROLES, decide: voidsProject },
  'personal.reveal': { roles: WRITER_ROLES, decide: actsOnProject },
} as const satisfies ActionRules

export const PROJECT_AUDIT = {
  actions: {
    'project.register': '登记项目',
    'project.update': '修改项目',
    'project.void': '作废项目',
    'project.restore': '恢复作废项目',
    'project.export': '导出项目',
    'project.columns': '选择列表的列',
    'contact.add': '添加联系人',
    'contact.update': '修改联系人',
    'contact.remove': '移除联系人',
    'personal.reveal': '查看联系方式',
    'stage.record': '记录阶段',
    'stage.correct': '更正阶段',
    'stage.verify': '认定',
    'guardFact.tick': '登记前置条件',
    'evidence.add': '上传佐证',
    'evidence.remove': '移除佐证',
  },
  subjects: { project: '项目' },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof PROJECT_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    projects: typeof PROJECT_AUDIT
  }
}
