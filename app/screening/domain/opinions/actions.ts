import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'
import { seesProject } from '~/projects/domain/visibility'
import { OPINION_ANSWER_NAMES } from './opinion'
import { answersOpinion, closesCondition } from './rights'

const DEPARTMENTS = ['reviewer', 'land', 'bureau'] as const

export const OPINION_ACTIONS = {
  // The list of what was asked; each request is seen by whoever sees its project.
  'opinion.read': { roles: READER_ROLES },
  'opinion.ask': { roles: ['bureau'], decide: seesProject },
  'opinion.answer': { roles: DEPARTMENTS, decide: answersOpinion },
  // Changes and closes what has to be fulfilled.
  'condition.close': { roles: [...DEPARTMENTS, 'park'], decide: closesCondition },
} as const satisfies ActionRules

/** Said of the screening that it is about. */
export const OPINION_AUDIT = {
  actions: {
    'opinion.ask': '征求部门意见',
    'opinion.withdraw': '撤回征求意见',
    'opinion.answer': '答复部门意见',
    'opinion.amend': '修改部门意见',
    'opinion.recuse': '部门意见回避',
    'condition.edit': '修改附带条件',
    'condition.close': '条件销号',
    'condition.reopen': '条件重开',
  },
  subjects: {},
  fields: {
    opinionOf: '部门',
    question: '征求内容',
    workingDays: '期限（工作日）',
    answer: '意见',
    opinionText: '意见内容',
    conditions: '条件',
    recused: '回避人',
    recusalReason: '回避理由',
    condition: '条件',
    fulfilledBy: '由谁落实',
    dueOn: '期限',
    closedOn: '销号日期',
    closedNote: '落实情况',
  },
  values: OPINION_ANSWER_NAMES,
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof OPINION_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    opinions: typeof OPINION_AUDIT
  }
}
