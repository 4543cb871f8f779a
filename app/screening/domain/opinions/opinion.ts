import { z } from 'zod'
import type { Day } from '~/shared/day'
import { countInput, longTextInput, optionalDay, optionalId, requiredDay, tickInput } from '~/shared/field-inputs'
import { MOST_OPINION_DAYS } from '~/settings/domain/opinion-templates'

export const OPINION_ANSWERS = ['agree', 'conditional', 'disagree', 'notConcerned'] as const
export type OpinionAnswer = (typeof OPINION_ANSWERS)[number]
export const OPINION_ANSWER_NAMES: Record<OpinionAnswer, string> = {
  agree: '同意',
  conditional: '有条件同意',
  disagree: '不同意',
  notConcerned: '不涉及',
}

export const OPINION_STATES = ['waiting', 'overdue', 'answered', 'recused'] as const
export type OpinionState = (typeof OPINION_STATES)[number]
export const OPINION_STATE_NAMES: Record<OpinionState, string> = {
  waiting: '待答复',
  overdue: '逾期未答复',
  answered: '已答复',
  recused: '已回避',
}

interface Asked {
  answer: OpinionAnswer | null
  recused: boolean
  due: Day
}

/** How a request stands on a day: its last day is in time still. */
export function opinionState({ answer, recused, due }: Asked, today: Day): OpinionState {
  if (recused) return 'recused'
  if (answer) return 'answered'
  return due < today ? 'overdue' : 'waiting'
}

/** An answer that was given after its last day. */
export const answeredLate = ({ due }: { due: Day }, answeredOn: Day | null): boolean =>
  answeredOn !== null && answeredOn > due

/** Texts, one a line; blank lines and repetitions are left out. */
const lines = (label: string, { most, max }: { most: number; max: number }) =>
  z
    .union([z.string(), z.null()])
    .optional()
    .transform((text) => [
      ...new Set(
        (text ?? '')
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      ),
    ])
    .refine((found) => found.length <= most, `${label}不超过 ${most} 条`)
    .refine((found) => found.every((line) => line.length <= max), `每条${label}不超过 ${max} 个字`)

/** Conditions as a form takes them: one a line, with the unit and the last day of those that are new. */
export const conditionFields = {
  conditions: lines('条件', { most: 20, max: 300 }),
  conditionUnitId: optionalId(),
  conditionDueOn: optionalDay({ ahead: true }),
}

export const opinionInput = z
  .object({
    answer: z.enum(OPINION_ANSWERS, '请选择意见'),
    text: longTextInput('意见', 4000),
    ...conditionFields,
  })
  .superRefine(({ answer, text, conditions }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (answer === 'conditional' && conditions.length === 0) refuse('conditions', '有条件同意的，请写明条件')
    if (answer !== 'conditional' && conditions.length > 0) refuse('conditions', '只有“有条件同意”才附条件')
    if (answer === 'disagree' && !text) refuse('text', '不同意的，请写明理由')
  })
export type OpinionInput = z.output<typeof opinionInput>

/** 回避: of the person alone, so that a colleague answers, or of the whole unit. */
const RECUSALS = ['person', 'unit'] as const
export const recusalInput = z.object({
  recusal: z.enum(RECUSALS, '请选择谁回避'),
  recusalReason: longTextInput('理由', 500).refine((text): boolean => text !== null, '请写明回避理由'),
})
export type RecusalInput = z.output<typeof recusalInput>

const askedRow = z
  .object({
    ask: tickInput(),
    unitId: optionalId(),
    question: longTextInput('征求内容', 300),
    workingDays: z
      .union([z.null(), z.literal(''), countInput('期限', '个工作日', { min: 1, max: MOST_OPINION_DAYS })])
      .optional(),
  })
  .superRefine(({ ask, unitId, question, workingDays }, context) => {
    if (!ask) return
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (!unitId) refuse('unitId', '请选择部门')
    if (!question) refuse('question', '请写明请部门答复什么')
    if (typeof workingDays !== 'number') refuse('workingDays', '请填写期限')
  })

/** Whom to ask: those rows that are ticked, each unit once. */
export const askInput = z
  .object({ asks: z.array(askedRow).max(40).optional() })
  .transform(({ asks = [] }) =>
    asks.flatMap(({ ask, unitId, question, workingDays }) =>
      ask && unitId && question && typeof workingDays === 'number' ? [{ unitId, question, workingDays }] : [],
    ),
  )
  .refine((asks) => asks.length > 0, { message: '请至少勾选一个部门', path: ['asks'] })
  .refine((asks) => new Set(asks.map(({ unitId }) => unitId)).size === asks.length, {
    message: '同一个部门只需征求一次',
    path: ['asks'],
  })
export type OpinionAsk = z.output<typeof askInput>[number]

export const conditionInput = z.object({
  text: longTextInput('条件', 300).refine((text) => text !== null, '请写明条件'),
  unitId: z.uuid('请选择由谁落实'),
  dueOn: optionalDay({ ahead: true }),
})
export type ConditionInput = z.output<typeof conditionInput>

export const CONDITION_LABELS = { text: '条件', unitId: '由谁落实', dueOn: '期限' } as const

export const conditionClosing = z.object({
  closedOn: requiredDay('请填写销号日期'),
  closedNote: longTextInput('落实情况', 1000).refine((text) => text !== null, '请写明落实情况'),
})
export type ConditionClosing = z.output<typeof conditionClosing>

export const CONDITION_STATES = ['open', 'overdue', 'closed'] as const
export type ConditionState = (typeof CONDITION_STATES)[number]
export const CONDITION_STATE_NAMES: Record<ConditionState, string> = {
  open: '待落实',
  overdue: '逾期未落实',
  closed: '已销号',
}

/** How a condition stands on a day; without a last day it is never overdue. */
export function conditionState(
  { closedOn, dueOn }: { closedOn: Day | null; dueOn: Day | null },
  today: Day,
): ConditionState {
  if (closedOn) return 'closed'
  return dueOn !== null && dueOn < today ? 'overdue' : 'open'
}

interface KnownCondition {
  id: string
  text: string
  closed: boolean
}

/**
 * What becomes of the conditions when an opinion is written anew: those with the same words stay, and so does what is
 * closed already.
 */
export function conditionChanges(known: readonly KnownCondition[], texts: readonly string[]) {
  return {
    added: texts.filter((text) => !known.some((one) => one.text === text)),
    dropped: known.filter(({ text, closed }) => !closed && !texts.includes(text)),
  }
}
