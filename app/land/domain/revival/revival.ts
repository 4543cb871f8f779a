import { z } from 'zod'
import type { Day } from '~/shared/day'
import { blankIsAbsent, longTextInput, optionalDay, requiredDay, textInput } from '~/shared/field-inputs'

/** Why stock is in the ledger: 闲置 by law, 低效 by judgement, 停建停产. */
export const REVIVAL_KINDS = ['idle', 'lowUse', 'stopped'] as const

export type RevivalKind = (typeof REVIVAL_KINDS)[number]

export const REVIVAL_KIND_NAMES: Record<RevivalKind, string> = { idle: '闲置', lowUse: '低效', stopped: '停建停产' }

/** What came of it; what was entered by mistake is withdrawn and counts nowhere. */
export const REVIVAL_OUTCOMES = ['reused', 'recovered', 'withdrawn'] as const

export type RevivalOutcome = (typeof REVIVAL_OUTCOMES)[number]

export const REVIVAL_OUTCOME_NAMES: Record<RevivalOutcome, string> = {
  reused: '已盘活利用',
  recovered: '已收回',
  withdrawn: '不再列入',
}

/** What its forms ask for; the log calls them so too. */
export const REVIVAL_LABELS = {
  kind: '类型',
  reason: '情况',
  measure: '盘活措施',
  unitId: '责任单位',
  openedOn: '列入日期',
  dueOn: '时限',
  closedOn: '办结日期',
  outcome: '结果',
  result: '成效',
} as const

/** Stock in the ledger, as lists and its page read it. */
export interface ListedRevival {
  id: string
  kind: RevivalKind
  /** a plot or a floor */
  of: 'plot' | 'factory'
  subject: { id: string; name: string }
  park: { id: string; name: string } | null
  /** 亩 of a plot, m² of a floor */
  mu: number | null
  m2: number | null
  reason: string | null
  measure: string
  unit: { id: string; name: string }
  openedOn: Day
  dueOn: Day
  closedOn: Day | null
  outcome: RevivalOutcome | null
  result: string | null
  version: number
}

export const isOverdue = ({ dueOn, closedOn }: Pick<ListedRevival, 'dueOn' | 'closedOn'>, today: Day): boolean =>
  closedOn === null && dueOn < today

/** Where the plot or floor is looked at. */
export const subjectPath = ({ of, subject }: Pick<ListedRevival, 'of' | 'subject'>): string =>
  `${of === 'plot' ? '/plots' : '/factories'}/${subject.id}`

const kind = z.enum(REVIVAL_KINDS, { error: '请选择类型' })

/** What is done about it, as its form gives it. */
export const revivalInput = z
  .object({
    kind,
    reason: longTextInput('情况', 500),
    measure: textInput('盘活措施', 200).refine((text): text is string => text !== null, '请填写盘活措施'),
    unitId: z.uuid({ error: '请选择责任单位' }),
    openedOn: requiredDay('请填写列入日期'),
    dueOn: requiredDay('请填写时限', { ahead: true }),
  })
  .refine(({ openedOn, dueOn }) => openedOn <= dueOn, { path: ['dueOn'], message: '时限不能早于列入日期' })

export type RevivalInput = z.output<typeof revivalInput>

/** 办结 as its form gives it. */
export const revivalCloseInput = z.object({
  outcome: z.enum(REVIVAL_OUTCOMES, { error: '请选择结果' }),
  closedOn: requiredDay('请填写办结日期'),
  result: longTextInput('成效', 500),
})

export type RevivalCloseInput = z.output<typeof revivalCloseInput>

const REVIVAL_STATES = ['open', 'overdue', 'closed'] as const

export type RevivalState = (typeof REVIVAL_STATES)[number]

export const REVIVAL_STATE_NAMES: Record<RevivalState, string> = { open: '在办', overdue: '超期', closed: '已办结' }

/** What is asked of the ledger, by the names of the address; what is open unless told. */
export const revivalFilter = z.object({
  state: blankIsAbsent(z.enum(REVIVAL_STATES)),
  kind: blankIsAbsent(kind),
  of: blankIsAbsent(z.enum(['plot', 'factory'])),
  park: blankIsAbsent(z.uuid()),
  unit: blankIsAbsent(z.uuid()),
  /** closed in this year, by its first day */
  closedFrom: optionalDay().transform((day) => day ?? undefined),
})

export type RevivalFilter = Partial<z.output<typeof revivalFilter>>

export const REVIVAL_FILTER_LABELS: Record<keyof RevivalFilter, string> = {
  state: '办理',
  kind: '类型',
  of: '存量',
  park: '园区',
  unit: '责任单位',
  closedFrom: '办结不早于',
}

export const STOCK_NAMES = { plot: '地块', factory: '厂房' } as const
