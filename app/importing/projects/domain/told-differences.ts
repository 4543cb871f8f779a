import { rankOf, STAGE_NAMES, type PathStage } from '~/projects/domain/stages'
import { formatDayRange } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import type { RowDifferences, StageMove, ValueChange } from '../../tables/domain/edition'
import { DRAFT_LABELS, sameValue, UNLOGGED_FIELDS, type DraftChanges } from './changes'
import { DECLARED } from './declared'
import { eventOf, type DraftField, type LedgerDraft } from './draft'
import { mergeExtras } from './remark'

/** What is known of a project beside the row that speaks of it. */
export interface ToldBefore {
  /** the project as it is; null where the row says nothing new of it */
  now: LedgerDraft | null
  /** what its imports have said so far; null where it was typed by hand */
  base: LedgerDraft | null
}

/** What a row says otherwise than its project, value by value, and how its stage moved; null where nothing does. */
export function toldDifferences(row: LedgerDraft, changes: DraftChanges, before: ToldBefore): RowDifferences | null {
  const { now } = before
  const values = now ? [...fieldLines(row, changes, now, before.base), ...eventLines(changes, now)] : []
  const moved = stageMove(row, before)
  if (values.length === 0 && !moved) return null
  return { ...(values.length > 0 ? { values } : {}), ...(moved ? { moved } : {}) }
}

function fieldLines(row: LedgerDraft, { fields }: DraftChanges, now: LedgerDraft, base: LedgerDraft | null) {
  return fields.map((field): ValueChange => {
    const label = DRAFT_LABELS[field]
    // People stand in one place alone, from which they can be erased.
    if (UNLOGGED_FIELDS.includes(field)) return { label, from: null, to: null }
    const after = field === 'extras' ? { ...row, extras: mergeExtras(now.extras, row.extras) } : row
    const said = base && !sameValue(field, base, now) ? valueWords(field, base) : null
    return { label, from: valueWords(field, now), to: valueWords(field, after), ...(said ? { said } : {}) }
  })
}

const UNITS = new Map<DraftField, string>(
  DECLARED.flatMap(({ key, field }) => (field.kind === 'decimal' ? [[key, field.unit]] : [])),
)

function valueWords(field: DraftField, draft: LedgerDraft): string | null {
  const value = draft[field] ?? null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (value === null || value === '') return null
  const unit = UNITS.get(field)
  return unit === undefined ? value : `${formatNumber(value)} ${unit}`
}

function eventLines({ events }: DraftChanges, now: LedgerDraft): ValueChange[] {
  return events.map(({ stage, occurred }) => {
    const known = eventOf(now, stage)
    return {
      label: STAGE_NAMES[stage],
      from: known ? formatDayRange(known.occurred) : null,
      to: formatDayRange(occurred),
    }
  })
}

/** How the stage moved: on from where the project is, aside, or back behind what its ledgers said. */
export function stageMove(row: LedgerDraft, { now, base }: ToldBefore): StageMove | null {
  const told = furthest(row)
  const known = now ?? base
  if (!known) return null
  const [is, was] = [furthest(known), base && furthest(base)]
  const aside = row.events.findLast(({ stage }) => stage === 'suspended' || stage === 'ended')?.stage
  if (aside && !eventOf(known, aside)) return moveOf(is, aside, false)
  if (told && rankOf(told) > rankOf(is ?? 'lead')) return moveOf(is, told, false)
  // A ledger without a column for the stage is silent on it.
  const isTakenBack = was && rankOf(told ?? 'lead') < rankOf(was) && row.blanks.includes(was)
  return isTakenBack ? moveOf(was, told, true) : null
}

const moveOf = (from: PathStage | null, to: keyof typeof STAGE_NAMES | null, backwards: boolean): StageMove => ({
  from: STAGE_NAMES[from ?? 'lead'],
  to: STAGE_NAMES[to ?? 'lead'],
  backwards,
})

function furthest({ events }: LedgerDraft): PathStage | null {
  let stage: PathStage | null = null
  for (const event of events) {
    const { stage: each } = event
    if (each !== 'suspended' && each !== 'ended' && rankOf(each) > rankOf(stage ?? '')) stage = each
  }
  return stage
}
