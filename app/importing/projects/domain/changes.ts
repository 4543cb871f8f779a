import { dayRangeValue, formatDayRange } from '~/shared/day'
import { STAGE_NAMES } from '~/projects/domain/stages'
import type { DraftEvent, DraftField, LedgerDraft } from './draft'
import { says, withTold } from './coverage'

/** The fields of a draft that a later ledger may change, with their labels. */
export const DRAFT_LABELS = {
  name: '项目名称',
  code: '项目编号',
  investor: '投资方',
  uscc: '统一社会信用代码',
  origin: '来源地',
  projectCompany: '落地法人',
  industry: '产业',
  chain: '产业链',
  content: '建设内容',
  channel: '来源渠道',
  introducedBy: '引荐单位',
  landedAt: '落地单位',
  park: '拟落户园区',
  sponsor: '包保领导',
  chainLeader: '链长',
  investmentWan: '总投资',
  landMu: '用地面积',
  annualTaxWan: '预计年税收',
  rents: '租赁厂房',
  ownLand: '自有用地',
  landNote: '供地情况',
  blockingIssue: '存在问题',
  nextStep: '下一步工作',
  remark: '备注',
  alsoTold: '台账另载',
  person: '责任人',
  personPhone: '联系电话',
  investorPerson: '客商联系人',
  investorPhone: '客商电话',
} as const satisfies Record<DraftField, string>

export const DRAFT_FIELDS = Object.keys(DRAFT_LABELS) as DraftField[]

/** Personal data stays out of the log. */
export const UNLOGGED_FIELDS: readonly DraftField[] = ['person', 'personPhone', 'investorPerson', 'investorPhone']

export interface DraftChanges {
  fields: DraftField[]
  /** stages said for the first time, or on another day */
  events: DraftEvent[]
  /** stages that an earlier ledger said and this one does not: told, never undone */
  missing: DraftEvent[]
}

const NUMBERS: ReadonlySet<DraftField> = new Set(['investmentWan', 'landMu', 'annualTaxWan'])

function sameValue(field: DraftField, before: LedgerDraft, after: LedgerDraft): boolean {
  const [a, b] = [before[field] ?? null, after[field] ?? null]
  if (field === 'alsoTold') return withTold(before.alsoTold, after.alsoTold) === before.alsoTold
  if (NUMBERS.has(field)) return a === null || b === null ? a === b : Number(a) === Number(b)
  return a === b
}

/**
 * What a row says otherwise than it was said before. An empty cell takes back what its column once told;
 * of what the ledger has no column for, the row says nothing.
 */
export function draftChanges(before: LedgerDraft, after: LedgerDraft): DraftChanges {
  const isSilent = (field: DraftField) => !says(after, field) && !after.blanks.includes(field)
  const fields = DRAFT_FIELDS.filter((field) => !isSilent(field) && !sameValue(field, before, after))
  const was = new Map(before.events.map((event) => [event.stage, event.occurred]))
  const events = after.events.filter((event) => {
    const earlier = was.get(event.stage)
    // A lead is what a row is of which no more is told.
    if (!earlier) return event.stage !== 'lead'
    return event.occurred.from !== null && dayRangeValue(earlier) !== dayRangeValue(event.occurred)
  })
  return { fields, events, missing: before.events.filter((event) => after.blanks.includes(event.stage)) }
}

export function hasChanges({ fields, events }: DraftChanges): boolean {
  return fields.length > 0 || events.length > 0
}

/** The changes in one line, for a preview. */
export function describeChanges({ fields, events }: DraftChanges): string {
  return [
    ...fields.map((field) => DRAFT_LABELS[field]),
    ...events.map((event) => `${STAGE_NAMES[event.stage]}（${formatDayRange(event.occurred)}）`),
  ].join('、')
}
