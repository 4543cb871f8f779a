import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { RULE_FIELD_LABELS } from './rules'

export const SETTINGS_ACTIONS = {
  'rule.read': { roles: [...READER_ROLES, 'sysadmin'] },
  'rule.set': { roles: ['bureau'] },
  // System names are no business data.
  'rule.name': { roles: ['bureau', 'sysadmin'] },
} as const satisfies ActionRules

export const SETTINGS_AUDIT = {
  actions: { 'rule.set': '修改设置' },
  subjects: { rule: '设置' },
  fields: { ...RULE_FIELD_LABELS, kind: '名称', effectiveOn: '生效日期', source: '依据' },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof SETTINGS_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    settings: typeof SETTINGS_AUDIT
  }
}
