import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import type { AuditWords } from './words'

/** Reading the log, and what is done to the program as a whole. */
export const AUDIT_ACTIONS = {
  'audit.read': { roles: ['auditor', 'secadmin'] },
  'backup.make': { roles: ['sysadmin'] },
} as const satisfies ActionRules

export const AUDIT_AUDIT = {
  actions: { 'backup.make': '备份数据', 'seed.load': '初始化数据', 'audit.export': '导出审计日志' },
  subjects: { system: '系统' },
  fields: {
    mode: '方式',
    folder: '目录',
    count: '条数',
    actorId: '人员',
    person: '人员',
    action: '操作',
    subjectType: '对象类别',
    subjectId: '对象',
    object: '对象',
    partOf: '属于',
    from: '从',
    to: '到',
  },
  values: { demo: '演示数据', none: '仅管理员' },
  administrative: true,
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof AUDIT_ACTIONS> {}
}
declare module './words' {
  interface AuditVocabulary {
    audit: typeof AUDIT_AUDIT
  }
}
