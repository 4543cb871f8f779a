import type { PathStage } from '~/projects/domain/stages'
import type { Day, DayRange } from '~/shared/day'
import { NOTHING_DECLARED, type DeclaredValues } from './declared'
import { splitRemark } from './remark'

export type ImportedStage = PathStage | 'suspended' | 'ended'

export interface DraftEvent {
  stage: ImportedStage
  occurred: DayRange
}

/** What a draft says of a project, besides the stages it has reached: declared fields, and what only ledgers have. */
export interface DraftValues extends DeclaredValues {
  /** a town or other unit the project lands at */
  landedAt: string | null
  rents: boolean
  ownLand: boolean
  landNote: string | null
  /** what the ledger says besides and no field holds; kept with the project's remark */
  extras: string | null
  person: string | null
  personPhone: string | null
  investorPerson: string | null
  investorPhone: string | null
}

export type DraftField = keyof DraftValues

/** A project as a ledger row tells it; units and parks by name, phones masked. */
export interface LedgerDraft extends DraftValues {
  events: DraftEvent[]
  statedOn: Day | null
  /** what it is silent on though the ledger has a column for it; a column that is not there says nothing */
  blanks: (DraftField | ImportedStage)[]
  /** which of several projects that share one identity it is, from 1 in order of appearance */
  ordinal: number
}

const EMPTY: Readonly<LedgerDraft> = {
  ...NOTHING_DECLARED,
  landedAt: null,
  rents: false,
  ownLand: false,
  landNote: null,
  extras: null,
  person: null,
  personPhone: null,
  investorPerson: null,
  investorPhone: null,
  events: [],
  statedOn: null,
  blanks: [],
  ordinal: 1,
}

/** A draft that says nothing. */
export function emptyDraft(): LedgerDraft {
  // A plain copy is two hundred times as fast as one with other members beside it; drafts are made by ten thousands.
  const draft = { ...EMPTY }
  draft.events = []
  draft.blanks = []
  return draft
}

/** A draft as it is stored: without what an empty one holds. */
export function compactDraft(draft: LedgerDraft): Partial<LedgerDraft> {
  const saysMore = (key: string, value: unknown) =>
    value !== null &&
    value !== false &&
    !(Array.isArray(value) && value.length === 0) &&
    !(key === 'ordinal' && value === 1)
  return Object.fromEntries(
    Object.entries(draft).filter(([key, value]) => saysMore(key, value)),
  ) as Partial<LedgerDraft>
}

/** A stored draft in full. One stored before `blanks` were kept is silent on nothing, and holds its extras in its remark. */
export function wholeDraft(stored: unknown): LedgerDraft {
  const draft = Object.assign(emptyDraft(), stored as Partial<LedgerDraft> | null)
  return draft.extras ? draft : Object.assign(draft, splitRemark(draft.remark))
}

/** The event of a stage, if the draft tells of it. */
export function eventOf(draft: LedgerDraft, stage: ImportedStage): DraftEvent | undefined {
  return draft.events.find((event) => event.stage === stage)
}
