import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import type { AuditWords } from './words'

/** Reading the log, and what is done to the program as a whole. */
export const AUDIT_ACTIONS = {
  'audit.read': { roles: ['auditor', 'secadmin'] },
  'backup.make': { roles: ['sysadmin'] },
} as const satisfies ActionRules

export const AUDIT_AUDIT = {
  actions: { 'backup.make': '备份数据', 'seed.load': '初始化数据' },
  subjects: { system: '系统' },
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
