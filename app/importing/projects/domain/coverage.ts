import type { DraftField, ImportedStage, LedgerDraft } from './draft'
import { FIELD_LABELS, type Field } from './columns'

export type Told = DraftField | ImportedStage

/** The columns that tell of a field or a stage. One is enough; without any, a ledger says nothing of it. */
const TOLD_BY: Record<Told, readonly Field[]> = {
  name: ['name'],
  code: ['code'],
  investor: ['investor'],
  uscc: ['uscc'],
  origin: ['origin'],
  projectCompany: ['projectCompany'],
  industry: ['industry'],
  chain: ['chain'],
  content: ['content'],
  channel: ['channel'],
  introducedBy: ['introducedBy'],
  landedAt: ['place'],
  park: ['park'],
  sponsor: ['sponsor'],
  chainLeader: ['chainLeader'],
  investmentWan: ['investment'],
  landMu: ['landMu'],
  annualTaxWan: ['annualTax'],
  rents: ['landState'],
  ownLand: ['landState'],
  landNote: ['landState'],
  blockingIssue: ['blockingIssue'],
  nextStep: ['nextStep'],
  remark: ['remark'],
  // Added to what was told before, never taken back.
  alsoTold: [],
  person: ['person'],
  personPhone: ['phone'],
  investorPerson: ['investorPerson'],
  investorPhone: ['investorPhone'],
  lead: [],
  negotiating: ['negotiatedOn', 'progress'],
  screening: ['progress'],
  approved: ['progress'],
  signed: ['signedOn', 'progress'],
  landSupplied: ['landState'],
  started: ['startFlag', 'startedOn', 'progress'],
  completed: ['completedOn', 'progress'],
  producing: ['producedOn', 'progress'],
  onTarget: ['progress'],
  suspended: ['progress'],
  ended: ['progress'],
}

const isStage = (told: Told, draft: LedgerDraft): told is ImportedStage => !(told in draft)

export function says(draft: LedgerDraft, told: Told): boolean {
  if (isStage(told, draft)) return draft.events.some((event) => event.stage === told)
  const value = draft[told]
  return value !== null && value !== false && value !== ''
}

/** What a draft is silent on though its ledger has a column for it. `unread`: cells that hold something nobody could read. */
export function blanksOf(draft: LedgerDraft, columns: ReadonlySet<Field>, unread: readonly Field[]): Told[] {
  return (Object.keys(TOLD_BY) as Told[]).filter(
    (told) => !says(draft, told) && TOLD_BY[told].some((field) => columns.has(field) && !unread.includes(field)),
  )
}

/** What a row was told to be by all its ledgers, the earliest first: a later one changes only what it has a column for. */
export function toldSoFar(drafts: readonly LedgerDraft[]): LedgerDraft {
  return drafts.reduce(withWordsOf)
}

function withWordsOf(before: LedgerDraft, now: LedgerDraft): LedgerDraft {
  const speaks = (told: Told) => says(now, told) || now.blanks.includes(told)
  const said = (Object.keys(TOLD_BY) as Told[]).filter((told) => !isStage(told, now) && speaks(told))
  const words: LedgerDraft = {
    ...before,
    ...Object.fromEntries(said.map((told) => [told, now[told as DraftField]])),
    alsoTold: withTold(before.alsoTold, now.alsoTold),
    events: [...before.events.filter(({ stage }) => !speaks(stage)), ...now.events],
  }
  return { ...words, blanks: [...new Set([...before.blanks, ...now.blanks])].filter((told) => !says(words, told)) }
}

/** Does a row speak of something that its last ledger had no column for? */
export function goesBeyond(draft: LedgerDraft, last: LedgerDraft): boolean {
  return (Object.keys(TOLD_BY) as Told[]).some((told) => {
    const speaks = says(draft, told) || draft.blanks.includes(told)
    return speaks && !says(last, told) && !last.blanks.includes(told)
  })
}

const EXTRA_LABELS = [
  FIELD_LABELS.fixedInvestment,
  FIELD_LABELS.outsideFunds,
  FIELD_LABELS.completedInvestment,
  '计划开工',
]
const EXTRA = `(?:${EXTRA_LABELS.join('|')}) [^；。]+`
const WITH_EXTRAS = new RegExp(`^(?:([^]*)。)?台账载：(${EXTRA}(?:；${EXTRA})*)$`)

/** A remark as a project keeps it: with what the ledger tells besides and no field holds. */
export function joinRemark({ remark, alsoTold }: Pick<LedgerDraft, 'remark' | 'alsoTold'>): string | null {
  return [remark, alsoTold && `台账载：${alsoTold}`].filter(Boolean).join('。') || null
}

/** The inverse of `joinRemark`. */
export function splitRemark(stored: string | null): Pick<LedgerDraft, 'remark' | 'alsoTold'> {
  const parts = WITH_EXTRAS.exec(stored ?? '')
  return parts ? { remark: parts[1] ?? null, alsoTold: parts[2]! } : { remark: stored, alsoTold: null }
}

/** What was told besides with what is told now: the later word of each label. */
export function withTold(before: string | null, now: string | null): string | null {
  if (!before || !now) return now ?? before
  const byLabel = new Map([...before.split('；'), ...now.split('；')].map((part) => [part.split(' ')[0]!, part]))
  return [...byLabel.values()].join('；')
}
