import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES, WRITER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { actsOnProject, seesProject } from '~/projects/domain/visibility'
import { PROPOSAL_FIELDS } from './fields'
import { keysOf } from '~/shared/records'
import { VERDICT_NAMES } from './rules/rule-set'
import { DEPTH_NAMES, STATE_NAMES } from './screening'

export const SCREENING_ACTIONS = {
  // Judging numbers by a rule set, and reading the rule sets: nothing is stored.
  'screening.evaluate': { roles: READER_ROLES },
  // A screening is seen by whoever sees its project.
  'screening.read': { roles: READER_ROLES, decide: seesProject },
  'screening.edit': { roles: WRITER_ROLES, decide: actsOnProject },
  // Lets a threshold be missed (一事一议), concludes and opens again.
  'screening.conclude': { roles: ['bureau'], decide: seesProject },
} as const satisfies ActionRules

export const SCREENING_AUDIT = {
  actions: {
    'screening.start': '发起预审',
    'screening.save': '填写预审',
    'screening.allow': '一事一议放行',
    'screening.withdrawException': '取消一事一议',
    'screening.conclude': '出具预审结论',
    'screening.reopen': '重开预审',
  },
  subjects: { screening: '项目预审' },
  fields: {
    ...Object.fromEntries(
      keysOf(PROPOSAL_FIELDS).map((field) => [
        field,
        `${PROPOSAL_FIELDS[field].label}（${PROPOSAL_FIELDS[field].unit}）`,
      ]),
    ),
    industryCode: '行业代码',
    landUseCode: '用地性质',
    verdict: '结论',
    score: '得分',
    class: '预期等级',
    ruleSets: '规则集',
    depth: '深度',
    state: '状态',
    criterion: '标准',
    allowedBy: '谁同意',
    energyUse: '能源消费',
    vetoes: '否决项',
    ratings: '评判',
    dossier: '情况说明',
    investmentIncludesLandPrice: '固定资产投资含土地价款',
    twoHigh: '属“两高”项目',
  },
  values: { ...VERDICT_NAMES, ...DEPTH_NAMES, ...STATE_NAMES },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof SCREENING_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    screening: typeof SCREENING_AUDIT
  }
}
