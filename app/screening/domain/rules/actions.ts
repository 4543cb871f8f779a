import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'

export const RULE_SET_ACTIONS = {
  'ruleSet.read': { roles: READER_ROLES },
  'ruleSet.manage': { roles: ['bureau'] },
} as const satisfies ActionRules

export const RULE_SET_AUDIT = {
  actions: {
    'ruleSet.create': '新建规则集',
    'ruleSet.takeOver': '取样板建规则集',
    'ruleSet.draft': '修改规则集草稿',
    'ruleSet.discard': '放弃规则集草稿',
    'ruleSet.publish': '发布规则集',
    'ruleSet.use': '启用规则集',
    'ruleSet.disuse': '停用规则集',
  },
  subjects: { ruleSet: '预审规则集' },
  fields: { basedOn: '取自', number: '版本', effectiveFrom: '施行日期', inUse: '启用' },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof RULE_SET_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    ruleSets: typeof RULE_SET_AUDIT
  }
}
