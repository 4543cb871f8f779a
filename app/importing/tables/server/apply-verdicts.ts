import type { RequestContext } from '~/auth/domain/actor'
import { asJson } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { valueAt } from '~/shared/present'
import type { RowDifferences } from '../domain/edition'
import { tableOfRow } from '../domain/plan'
import type { LikenessIndex, TableDraft } from '../domain/vocabulary'
import { fallbackUnit, mappingOf, type Batch } from './batch'
import type { ChangedRow, ImportKind, NewRow, SubjectWriter, Writing } from './kind'
import type { Verdict } from './match'
import type { NameBook } from './names'

/** What one commit remembers from chunk to chunk. */
export interface Books {
  names: NameBook
  writer: SubjectWriter
  /** rows of this import that have become subjects: others of it may be like them, above all those corrected since they were read */
  written: LikenessIndex<TableDraft, string>
  subjectOf: Map<string, string>
}

export const newBooks = (tx: Tx, kind: ImportKind, names: NameBook): Books => ({
  names,
  writer: kind.writer(tx),
  written: kind.vocabulary.likeness(),
  subjectOf: new Map(),
})

export interface VerdictRow {
  id: string
  sheet: string
  rowNumber: number
  draft: TableDraft
  /** somebody has said that it is a subject of its own */
  isDistinct?: boolean
}

export interface RowOutcome {
  id: string
  state: 'created' | 'updated' | 'unchanged' | 'duplicate'
  subject_id: string | null
  duplicate_subject_id: string | null
  differences: RowDifferences | null
}

/** New subjects that are like one of an earlier row of the same import, by row: they wait to be looked at, as such rows always do. */
function twinsAmong(
  rows: readonly VerdictRow[],
  verdicts: readonly Verdict[],
  { written }: Books,
): Map<string, string> {
  const twins = new Map<string, string>()
  rows.forEach(({ id, draft, isDistinct }, at) => {
    if (verdicts[at]!.outcome !== 'created') return
    const twin = isDistinct ? null : written.find(draft)
    if (twin) twins.set(id, twin.of)
    else written.add(draft, id)
  })
  return twins
}

/** The subjects that were made or changed. */
export const subjectsWritten = (outcomes: readonly RowOutcome[]): string[] =>
  outcomes.flatMap(({ state, subject_id }) =>
    subject_id && (state === 'created' || state === 'updated') ? [subject_id] : [],
  )

/** Writes what the verdicts on rows of one table say, and on each row what became of it; `writer.finish` is left to the caller. */
export async function applyVerdicts(
  tx: Tx,
  context: RequestContext,
  batch: Batch,
  books: Books,
  rows: readonly VerdictRow[],
  verdicts: readonly Verdict[],
): Promise<Writing<RowOutcome[]>> {
  const [first] = rows
  const table = first && tableOfRow(mappingOf(batch).sheets, first.sheet, first.rowNumber)
  const writeContext = {
    context,
    book: books.names,
    fallbackUnitId: await fallbackUnit(tx, context, table?.reportedBy ?? null),
    origin: { batchId: batch.id, fileName: batch.fileName },
  }
  const twins = twinsAmong(rows, verdicts, books)
  const fresh: NewRow[] = []
  const changed: ChangedRow[] = []
  rows.forEach(({ id: rowId, draft }, at) => {
    const verdict = verdicts[at]!
    if (verdict.outcome === 'created' && !twins.has(rowId)) fresh.push({ rowId, draft })
    if (verdict.outcome === 'updated') changed.push({ rowId, draft, known: verdict.known, changes: verdict.changes })
  })
  const { result: made, written: creating } = await books.writer.create(writeContext, fresh)
  for (const [rowId, subjectId] of made) books.subjectOf.set(rowId, subjectId)
  await books.writer.update(writeContext, changed)
  const outcomes = rows.map(({ id }, at) => outcomeOf(id, verdicts[at]!, twins.get(id), books))
  const written = Promise.all([creating, ...writeOutcomes(tx, outcomes)])
  written.catch(() => {})
  return { result: outcomes, written }
}

function outcomeOf(id: string, verdict: Verdict, twin: string | undefined, { subjectOf }: Books): RowOutcome {
  const duplicate = twin ? valueAt(subjectOf, twin) : verdict.outcome === 'duplicate' ? verdict.subjectId : null
  if (duplicate) return { id, state: 'duplicate', subject_id: null, duplicate_subject_id: duplicate, differences: null }
  const state = verdict.outcome
  const subjectId = verdict.outcome === 'created' ? valueAt(subjectOf, id) : verdict.subjectId
  const differences = 'differences' in verdict ? verdict.differences : null
  return { id, state, subject_id: subjectId, duplicate_subject_id: null, differences }
}

function writeOutcomes(tx: Tx, outcomes: readonly RowOutcome[]): Promise<unknown>[] {
  // Phones of rows that changed nothing need not be kept twice.
  const settled = outcomes.filter(({ state }) => state === 'updated' || state === 'unchanged').map(({ id }) => id)
  const states = tx.$executeRaw`
    UPDATE import_row r SET state = g.state::import_row_state, subject_id = g.subject_id,
      duplicate_subject_id = g.duplicate_subject_id, differences = g.differences, version = r.version + 1
    FROM jsonb_to_recordset(${asJson(outcomes)}::jsonb)
      AS g(id uuid, state text, subject_id uuid, duplicate_subject_id uuid, differences jsonb)
    WHERE r.id = g.id`
  if (settled.length === 0) return [states]
  return [states, tx.$executeRaw`DELETE FROM personal_value WHERE import_row_id = ANY(${settled}::uuid[])`]
}
