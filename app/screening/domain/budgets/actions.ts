import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES, WRITER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { actsOnProject, seesProject } from '~/projects/domain/visibility'
import { BUDGET_KIND_NAMES, CLAIM_STATE_NAMES } from './budget'

export const BUDGET_ACTIONS = {
  'budget.read': { roles: READER_ROLES },
  'budget.set': { roles: ['bureau'] },
  // What a project wants of a budget, and taking that back before it is promised.
  'budget.ask': { roles: WRITER_ROLES, decide: actsOnProject },
  // Promises bind the county.
  'budget.promise': { roles: ['bureau'], decide: seesProject },
} as const satisfies ActionRules

export const BUDGET_AUDIT = {
  actions: {
    'budget.set': '下达指标',
    'budget.remove': '移除指标',
    'budget.ask': '申请指标',
    'budget.promise': '承诺指标',
    'budget.withdraw': '撤回指标申请',
    'budget.release': '释放指标',
  },
  subjects: { budget: '能耗和排放指标', budgetClaim: '项目指标' },
  fields: {
    kind: '指标',
    parkId: '范围',
    year: '年度',
    amount: '数量（吨）',
    document: '文件号',
    producesOn: '投产时间',
    excess: '超出（吨）',
    excessReason: '超出的理由',
    releaseReason: '释放原因',
    note: '说明',
  },
  values: { ...BUDGET_KIND_NAMES, ...CLAIM_STATE_NAMES },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof BUDGET_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    budgets: typeof BUDGET_AUDIT
  }
}
