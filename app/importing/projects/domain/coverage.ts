import { keysOf } from '~/shared/records'
import { eachDeclared, type DeclaredKey } from './declared'
import type { ProjectColumn } from './columns'
import type { DraftField, ImportedStage, LedgerDraft } from './draft'
import { mergeExtras } from './remark'

/** A field or a stage of which a draft can speak. */
export type Covered = DraftField | ImportedStage

const OWN_COLUMNS = eachDeclared<Record<DeclaredKey, readonly ProjectColumn[]>>(({ key }) => [key])

/** The columns that speak of a field or a stage. One is enough; without any, a ledger says nothing of it. */
const READ_FROM: Record<Covered, readonly ProjectColumn[]> = {
  ...OWN_COLUMNS,
  landedAt: ['place'],
  rents: ['landState'],
  ownLand: ['landState'],
  landNote: ['landState'],
  // Added to what was said before, never taken back.
  extras: [],
  person: ['person'],
  personPhone: ['phone'],
  investorPerson: ['investorPerson'],
  investorPhone: ['investorPhone'],
  lead: [],
  negotiating: ['negotiatedOn', 'negotiatingTick', 'progress'],
  screening: ['progress'],
  approved: ['progress'],
  signed: ['signedOn', 'signedTick', 'progress'],
  landSupplied: ['landState'],
  started: ['startFlag', 'startedOn', 'progress'],
  completed: ['completedOn', 'completedTick', 'progress'],
  producing: ['producedOn', 'producedTick', 'progress'],
  onTarget: ['progress'],
  suspended: ['progress'],
  ended: ['progress'],
}

const COVERED = keysOf(READ_FROM)

const isStage = (covered: Covered, draft: LedgerDraft): covered is ImportedStage => !(covered in draft)

/** Has a draft a value for this field, or an event of this stage? */
export function says(draft: LedgerDraft, covered: Covered): boolean {
  if (isStage(covered, draft)) return draft.events.some((event) => event.stage === covered)
  const value = draft[covered]
  return value !== null && value !== false && value !== ''
}

const speaksOf = (draft: LedgerDraft, covered: Covered) => says(draft, covered) || draft.blanks.includes(covered)

/** What a draft is silent on though its ledger has a column for it. `unread`: columns whose cell holds something nobody could read. */
export function blanksOf(draft: LedgerDraft, columns: ReadonlySet<string>, unread: ReadonlySet<string>): Covered[] {
  const covered = coveredBy(columns).filter((each) => !says(draft, each))
  if (unread.size === 0) return covered
  return covered.filter((each) => READ_FROM[each].some((column) => columns.has(column) && !unread.has(column)))
}

const COVERED_BY = new WeakMap<ReadonlySet<string>, readonly Covered[]>()

/** What a ledger of these columns speaks of; asked for each of its rows. */
function coveredBy(columns: ReadonlySet<string>): readonly Covered[] {
  const known = COVERED_BY.get(columns)
  if (known) return known
  const covered = COVERED.filter((each) => READ_FROM[each].some((column) => columns.has(column)))
  COVERED_BY.set(columns, covered)
  return covered
}

/** What all ledgers have said of a project, the earliest first: a later one changes only what it has a column for. */
export function combinedDraft(drafts: readonly LedgerDraft[]): LedgerDraft {
  return drafts.reduce(combine)
}

function combine(before: LedgerDraft, now: LedgerDraft): LedgerDraft {
  const said = COVERED.filter((covered) => !isStage(covered, now) && speaksOf(now, covered))
  const combined: LedgerDraft = {
    ...before,
    ...Object.fromEntries(said.map((field) => [field, now[field as DraftField]])),
    extras: mergeExtras(before.extras, now.extras),
    events: [...before.events.filter(({ stage }) => !speaksOf(now, stage)), ...now.events],
  }
  const blanks = [...new Set([...before.blanks, ...now.blanks])].filter((covered) => !says(combined, covered))
  return { ...combined, blanks }
}

/** Does a draft speak of something that its last ledger had no column for? */
export function goesBeyond(draft: LedgerDraft, last: LedgerDraft): boolean {
  return COVERED.some((covered) => speaksOf(draft, covered) && !speaksOf(last, covered))
}
