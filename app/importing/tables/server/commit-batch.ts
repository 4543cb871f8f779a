import { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction, type Tx } from '~/platform/database/client'
import { enqueue } from '~/platform/jobs/jobs'
import { inTightHeap } from '~/platform/tight-heap'
import { AppError } from '~/shared/errors'
import { wholeDraft, type LedgerDraft } from '../../projects/domain/draft'
import {
  alreadyTaken,
  fallbackUnit,
  findBatch,
  mappingOf,
  reportOf,
  takeImportTurn,
  toJson,
  type Batch,
  type BatchReport,
} from './batch'
import { workingOn } from './working-on'
import { countRows } from '../../projects/server/count-rows'
import { asJson } from '~/platform/database/bulk'
import { refreshMilestones } from '~/projects/server/milestones'
import { DuplicateIndex } from '../../projects/domain/duplicates'
import { likenessKeys } from '../domain/read-sheet'
import { matchRows, type Verdict } from '../../projects/server/match'
import { createNames, lookUpNames, namesInBatch, type NameBook } from '../../projects/server/names'
import {
  createProjects,
  investorBook,
  updateProjects,
  type ChangedRow,
  type InvestorBook,
  type Writing,
  type WrittenRow,
} from '../../projects/server/write-projects'

const CHUNK = 400
const TIMEOUT_MS = 10 * 60_000

/**
 * Takes a previewed batch for committing, so that nobody else does.
 * `version`: of the preview that was seen.
 * @throws AppError taken (409) that names who was first and when; stale (409) when it was read again since; conflict (409)
 * when it is not ready
 */
export async function claimBatch(
  call: Call,
  batchId: string,
  { version, background = false }: { version?: number; background?: boolean } = {},
): Promise<void> {
  assertCan(call.actor, 'import.run')
  await transaction(async (tx) => {
    const batch = await findBatch(tx, batchId)
    const report = { ...reportOf(batch), claimedAt: call.now.toISOString() }
    const { count } = await tx.importBatch.updateMany({
      where: { id: batchId, state: 'previewed', version },
      data: {
        state: 'committing',
        failure: null,
        progressDone: 0,
        committedById: call.actor.userId,
        report: toJson(report),
      },
    })
    if (count === 0) throw await notReady(tx, batchId)
    if (background) await enqueue('import-commit', { batchId, userId: call.actor.userId }, { tx, key: batchId })
  })
}

async function notReady(tx: Tx, batchId: string): Promise<AppError> {
  const batch = await findBatch(tx, batchId)
  if (batch.state === 'committing' || batch.state === 'committed') return alreadyTaken(tx, batch)
  if (batch.state === 'previewed') {
    return new AppError('stale', { userMessage: '这份台账在您打开页面后重新读取过，请核对现在的内容后再确认导入' })
  }
  return new AppError('conflict', {
    userMessage: batch.state === 'discarded' ? '这次导入已作废' : '台账还没有读完，请稍候',
  })
}

/** Commits in this process and waits. @throws AppError as `claimBatch` */
export async function commitBatch(call: Call, batchId: string): Promise<BatchReport> {
  await claimBatch(call, batchId)
  return finishCommit(call, batchId)
}

/**
 * Writes a claimed batch in one transaction: all of it or nothing.
 * Whatever breaks it off, the batch can be committed again.
 */
export async function finishCommit(call: Call, batchId: string): Promise<BatchReport> {
  return workingOn(batchId, async () => {
    try {
      return await inTightHeap(() => transaction((tx) => writeBatch(tx, call, batchId), { timeoutMs: TIMEOUT_MS }))
    } catch (error) {
      await releaseBatch(batchId, error).catch(() => {})
      throw error
    }
  })
}

export const COMMIT_BROKEN_OFF = '提交中断，没有写入任何数据，可以再次提交'

async function releaseBatch(batchId: string, error: unknown): Promise<void> {
  const failure = error instanceof AppError ? error.userMessage : COMMIT_BROKEN_OFF
  await database().importBatch.updateMany({
    where: { id: batchId, state: 'committing' },
    data: { state: 'previewed', failure, committedById: null, progressDone: 0 },
  })
}

interface PendingRow {
  id: string
  sheet: string
  row: number
  draft: LedgerDraft
  identity: string
  distinct: boolean
}

async function writeBatch(tx: Tx, call: Call, batchId: string): Promise<BatchReport> {
  await takeImportTurn(tx)
  const batch = await findBatch(tx, batchId)
  if (batch.state === 'committed') return reportOf(batch)
  if (batch.state !== 'committing') throw await notReady(tx, batchId)

  const names = await namesInBatch(tx, batchId)
  const book = await lookUpNames(tx, names.units, names.parks)
  await createNames(tx, call, book, names.units, names.parks)
  const outcomes = new Map<string, Outcome>()
  const books = newBooks(book)
  const writtenProjects: string[] = []
  let done = 0
  let written: Promise<unknown> = Promise.resolve()
  let upcoming = nextMatched(tx, batchId, undefined)
  for (;;) {
    const { rows, verdicts } = await upcoming
    if (rows.length === 0) break
    // The next rows are asked for, and put into words, while these are written: the database need not wait for us.
    upcoming = nextMatched(tx, batchId, rows.at(-1))
    upcoming.catch(() => {})
    const writing = await writeRows(tx, call, batch, books, rows, verdicts, outcomes)
    writtenProjects.push(...writing.projectIds)
    await written
    written = writing.written
    done += rows.length
    showProgress(batchId, done)
  }
  await written
  await refreshMilestones(tx, writtenProjects)
  const report = await finalReport(tx, batch, outcomes)
  const { count } = await tx.importBatch.updateMany({
    where: { id: batchId, state: 'committing' },
    data: {
      state: 'committed',
      committedAt: call.now,
      committedById: call.actor.userId,
      report: toJson(report),
      version: { increment: 1 },
    },
  })
  if (count === 0) throw await notReady(tx, batchId)
  await recordAudit(tx, call, {
    action: 'import.commit',
    subjectType: 'import',
    subjectId: batchId,
    after: { fileName: batch.fileName, ...totals(report) },
  })
  return report
}

/** Seen by others at once: it runs beside the transaction, and nothing waits for it. */
function showProgress(batchId: string, progressDone: number): void {
  void database()
    .importBatch.updateMany({ where: { id: batchId, state: 'committing' }, data: { progressDone } })
    .catch(() => {})
}

interface Outcome {
  created: number
  updated: number
  unchanged: number
}

async function nextRows(tx: Tx, batchId: string, after: PendingRow | undefined): Promise<PendingRow[]> {
  const rows = await tx.$queryRaw<PendingRow[]>`
    SELECT id, sheet, row_number AS "row", draft, identity, decided_at IS NOT NULL AS distinct
    FROM import_row
    WHERE batch_id = ${batchId}::uuid AND state = 'pending'
      ${after ? Prisma.sql`AND (sheet, row_number) > (${after.sheet}, ${after.row})` : Prisma.empty}
    ORDER BY sheet, row_number LIMIT ${CHUNK}`
  return rows.filter((row) => row.sheet === rows[0]!.sheet).map((row) => ({ ...row, draft: wholeDraft(row.draft) }))
}

/** Rows of one import are compared with each other apart (`twinsAmong`), so these need not see the ones before them written. */
async function nextMatched(
  tx: Tx,
  batchId: string,
  after: PendingRow | undefined,
): Promise<{ rows: PendingRow[]; verdicts: Verdict[] }> {
  const rows = await nextRows(tx, batchId, after)
  return { rows, verdicts: rows.length > 0 ? await matchRows(tx, rows, { lock: true }) : [] }
}

async function writeRows(
  tx: Tx,
  call: Call,
  batch: Batch,
  books: Books,
  rows: PendingRow[],
  verdicts: Verdict[],
  outcomes: Map<string, Outcome>,
): Promise<{ written: Promise<unknown>; projectIds: string[] }> {
  const { result, written } = await applyVerdicts(tx, call, batch, books, rows, verdicts)
  rows.forEach(({ sheet }, at) => {
    const outcome = outcomes.get(sheet) ?? { created: 0, updated: 0, unchanged: 0 }
    outcomes.set(sheet, outcome)
    const { state } = result[at]!
    if (state !== 'duplicate') outcome[state]++
  })
  return { written, projectIds: projectsWritten(result) }
}

export interface Books {
  book: NameBook
  investors: InvestorBook
  /** rows of this import that have become projects: others of it may be like them, above all those corrected since they were read */
  written: DuplicateIndex<string>
  projectOf: Map<string, string>
}

export const newBooks = (book: NameBook): Books => ({
  book,
  investors: investorBook(),
  written: new DuplicateIndex(),
  projectOf: new Map(),
})

/** New projects that are like one of an earlier row of the same import, by row: they wait to be looked at, as such rows always do. */
function twinsAmong(
  rows: readonly VerdictRow[],
  verdicts: readonly Verdict[],
  { written }: Books,
): Map<string, string> {
  const twins = new Map<string, string>()
  rows.forEach(({ id, draft, distinct }, at) => {
    if (verdicts[at]!.outcome !== 'created') return
    const keys = likenessKeys(draft)
    const twin = distinct ? null : written.find(keys)
    if (twin) twins.set(id, twin.of)
    else written.add(keys, id)
  })
  return twins
}

interface VerdictRow {
  id: string
  sheet: string
  draft: LedgerDraft
  /** somebody has said that it is a project of its own */
  distinct?: boolean
}

export interface RowOutcome {
  id: string
  state: 'created' | 'updated' | 'unchanged' | 'duplicate'
  project_id: string | null
  duplicate_project_id: string | null
}

const duplicateOf = (id: string, projectId: string): RowOutcome => ({
  id,
  state: 'duplicate',
  project_id: null,
  duplicate_project_id: projectId,
})

/** Whose milestones are to be refreshed: all at once, when all rows are written. */
export const projectsWritten = (outcomes: readonly RowOutcome[]): string[] =>
  outcomes.flatMap(({ state, project_id }) =>
    project_id && (state === 'created' || state === 'updated') ? [project_id] : [],
  )

/** Writes what the verdicts say, and on each row what became of it; the milestones are left to the caller. */
export async function applyVerdicts(
  tx: Tx,
  call: Call,
  batch: Batch,
  books: Books,
  rows: readonly VerdictRow[],
  verdicts: readonly Verdict[],
): Promise<Writing<RowOutcome[]>> {
  const reportedBy = mappingOf(batch).sheets.find((sheet) => sheet.name === rows[0]?.sheet)?.reportedBy ?? null
  const context = {
    call,
    book: books.book,
    fallbackUnitId: await fallbackUnit(tx, call, reportedBy),
    origin: { batchId: batch.id, fileName: batch.fileName },
    investors: books.investors,
  }
  const twins = twinsAmong(rows, verdicts, books)
  const fresh: WrittenRow[] = []
  const changed: ChangedRow[] = []
  rows.forEach(({ id: rowId, draft }, at) => {
    const verdict = verdicts[at]!
    if (verdict.outcome === 'created' && !twins.has(rowId)) fresh.push({ rowId, draft })
    if (verdict.outcome === 'updated')
      changed.push({ rowId, draft, project: verdict.project, changes: verdict.changes })
  })
  const { result: made, written: creating } = await createProjects(tx, context, fresh)
  for (const [rowId, projectId] of made) books.projectOf.set(rowId, projectId)
  await updateProjects(tx, context, changed)
  const states = rows.map(({ id }, at): RowOutcome => {
    const verdict = verdicts[at]!
    const twin = twins.get(id)
    if (twin) return duplicateOf(id, books.projectOf.get(twin)!)
    if (verdict.outcome === 'duplicate') return duplicateOf(id, verdict.projectId)
    const projectId = verdict.outcome === 'created' ? made.get(id)! : verdict.projectId
    return { id, state: verdict.outcome, project_id: projectId, duplicate_project_id: null }
  })
  // Phones of rows that changed nothing need not be kept twice.
  const settled = states.filter(({ state }) => state === 'updated' || state === 'unchanged').map(({ id }) => id)
  const written = Promise.all([
    creating,
    tx.$executeRaw`
      UPDATE import_row r SET state = g.state::import_row_state, project_id = g.project_id, duplicate_project_id = g.duplicate_project_id, version = r.version + 1
      FROM jsonb_to_recordset(${asJson(states)}::jsonb) AS g(id uuid, state text, project_id uuid, duplicate_project_id uuid)
      WHERE r.id = g.id`,
    ...(settled.length > 0
      ? [tx.$executeRaw`DELETE FROM personal_value WHERE import_row_id = ANY(${settled}::uuid[])`]
      : []),
  ])
  written.catch(() => {})
  return { result: states, written }
}

/** The preview's report, counted again: decisions, corrections and other imports may have come between. */
async function finalReport(tx: Tx, batch: Batch, outcomes: Map<string, Outcome>): Promise<BatchReport> {
  const report = reportOf(batch)
  const counts = await countRows(tx, batch.id)
  const sheets = report.sheets.map((sheet) => ({
    ...sheet,
    ...counts.get(sheet.name),
    ...(outcomes.get(sheet.name) ?? { created: 0, updated: 0, unchanged: 0 }),
  }))
  return { ...report, sheets }
}

function totals(report: BatchReport) {
  const sum = (key: 'created' | 'updated' | 'unchanged' | 'suspectedDuplicates' | 'heldRows') =>
    report.sheets.reduce((total, sheet) => total + sheet[key], 0)
  return {
    created: sum('created'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    suspectedDuplicates: sum('suspectedDuplicates'),
    heldRows: sum('heldRows'),
  }
}
