import { isPathStage, STAGE_NAMES } from '~/projects/domain/stages'
import { dayRangeValue, formatDayRange } from '~/shared/day'
import { keysOf } from '~/shared/records'
import { warning } from '../../tables/domain/findings'
import type { Differences } from '../../tables/domain/vocabulary'
import { says } from './coverage'
import { DECLARED, eachDeclared, type DeclaredKey } from './declared'
import type { DraftEvent, DraftField, LedgerDraft } from './draft'
import { mergeExtras } from './remark'

/** The fields of a draft that a later ledger may change, with their labels. */
export const DRAFT_LABELS: Record<DraftField, string> = {
  ...eachDeclared<Record<DeclaredKey, string>>(({ label }) => label),
  landedAt: '落地单位',
  rents: '租赁厂房',
  ownLand: '自有用地',
  landNote: '供地情况',
  extras: '台账另载',
  person: '责任人',
  personPhone: '联系电话',
  investorPerson: '客商联系人',
  investorPhone: '客商电话',
}

const DRAFT_FIELDS = keysOf(DRAFT_LABELS)

/** Personal data stays out of the log. */
export const UNLOGGED_FIELDS: readonly DraftField[] = ['person', 'personPhone', 'investorPerson', 'investorPhone']

export interface DraftChanges extends Differences {
  fields: DraftField[]
  /** stages said for the first time, or on another day */
  events: DraftEvent[]
}

const NUMBERS: ReadonlySet<string> = new Set(
  DECLARED.filter(({ field }) => field.kind === 'decimal').map(({ key }) => key),
)

/** Do two drafts say the same of a field? */
export function sameValue(field: DraftField, before: LedgerDraft, after: LedgerDraft): boolean {
  const [a, b] = [before[field] ?? null, after[field] ?? null]
  if (field === 'extras') return mergeExtras(before.extras, after.extras) === before.extras
  if (NUMBERS.has(field)) return a === null || b === null ? a === b : Number(a) === Number(b)
  return a === b
}

/**
 * What a row says otherwise than it was said before. An empty cell takes back what its column once said;
 * of what the ledger has no column for, the row says nothing. A stage that is no longer said stands.
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
  const isMissing = before.events.some((event) => after.blanks.includes(event.stage))
  return { ...inWords(fields, events), missing: isMissing ? STAGE_MISSING : null }
}

const STAGE_MISSING = warning('stageMissing', '上次台账写明的阶段这次没有写，项目记录不改动；如确有误请在项目页更正')

function inWords(fields: DraftField[], events: DraftEvent[]): Omit<DraftChanges, 'missing'> {
  const words = [
    ...fields.map((field) => DRAFT_LABELS[field]),
    ...events.map((event) => `${STAGE_NAMES[event.stage]}（${formatDayRange(event.occurred)}）`),
  ]
  return { fields, events, words }
}

/** What a row says of a project that has nothing in that place: fields, and stages on the path. */
export function lackingIn(project: LedgerDraft, row: LedgerDraft): DraftChanges {
  const { fields, events } = draftChanges(project, { ...row, blanks: [] })
  // What belongs to the investor is filled in only where it is the very same.
  const isOthers = (field: DraftField) => OF_INVESTOR.has(field) && project.investor !== row.investor
  return {
    ...inWords(
      fields.filter((field) => !says(project, field) && !(says(project, 'investor') && isOthers(field))),
      events.filter(({ stage }) => isPathStage(stage) && !says(project, stage)),
    ),
    missing: null,
  }
}

const OF_INVESTOR: ReadonlySet<DraftField> = new Set(['uscc', 'origin'])

/** Changes that `now` does not show already, say because somebody typed them in meanwhile. */
export function stillOpen(changes: DraftChanges, now: LedgerDraft): DraftChanges {
  const standing = new Map(now.events.map((event) => [event.stage, event.occurred]))
  const events = changes.events.filter((event) => {
    const known = standing.get(event.stage)
    return (
      !known || (event.occurred.from !== null && (known.from !== event.occurred.from || known.to !== event.occurred.to))
    )
  })
  return { ...changes, ...inWords(changes.fields, events) }
}
