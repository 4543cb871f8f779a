import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { newId } from '~/platform/database/bulk'
import { database, transaction, type Tx } from '~/platform/database/client'
import { enqueue } from '~/platform/jobs/jobs'
import { inTightHeap } from '~/platform/tight-heap'
import { AppError } from '~/shared/errors'
import {
  alreadyTaken,
  findBatch,
  mappingOf,
  openQuestions,
  reportOf,
  takeImportTurn,
  toJson,
  type Batch,
  type BatchReport,
} from './batch'
import { importKind } from '../../kinds'
import { tableOfRow, type TablePlan } from '../domain/plan'
import { applyVerdicts, newBooks, subjectsWritten, type VerdictRow } from './apply-verdicts'
import { countRows } from './count-rows'
import type { ImportKind } from './kind'
import { matchRows, type Verdict } from './match'
import { createNames, lookUpNames, namesInBatch } from './names'
import { rememberWords } from './words'
import { workingOn } from './working-on'

const CHUNK = 400
const TIMEOUT_MS = 10 * 60_000

interface ClaimOptions {
  /** of the preview that was seen */
  version?: number
  background?: boolean
  /** somebody has looked at what the reading asks, such as a total that does not agree with what was read */
  isChecked?: boolean
}

/**
 * Takes a previewed batch for committing, so that nobody else does.
 * `version`: of the preview that was seen.
 * @throws AppError taken (409) that names who was first and when; stale (409) when it was read again since; conflict (409)
 * when it is not ready, or the reading asks something and nobody has said that it was looked at
 */
export async function claimBatch(
  context: RequestContext,
  batchId: string,
  { version, background = false, isChecked = false }: ClaimOptions = {},
): Promise<void> {
  assertCan(context.actor, 'import.run')
  await transaction(async (tx) => {
    const batch = await findBatch(tx, context, batchId)
    if (!isChecked && batch.state === 'previewed') assertAnswered(batch)
    const report = { ...reportOf(batch), claimedAt: context.now.toISOString() }
    const { count } = await tx.importBatch.updateMany({
      where: { id: batchId, state: 'previewed', version },
      data: {
        state: 'committing',
        failure: null,
        progressDone: 0,
        committedById: context.actor.userId,
        report: toJson(report),
      },
    })
    if (count === 0) throw await notReady(tx, context, batchId)
    if (background) await enqueue('import-commit', { batchId, userId: context.actor.userId }, { tx, key: batchId })
  })
}

async function notReady(tx: Tx, context: RequestContext, batchId: string): Promise<AppError> {
  const batch = await findBatch(tx, context, batchId)
  if (batch.state === 'committing' || batch.state === 'committed') return alreadyTaken(tx, batch)
  if (batch.state === 'previewed') {
    return new AppError('stale', { userMessage: '这份台账在您打开页面后重新读取过，请核对现在的内容后再确认导入' })
  }
  return new AppError('conflict', {
    userMessage: batch.state === 'discarded' ? '这次导入已作废' : '台账还没有读完，请稍候',
  })
}

function assertAnswered(batch: Batch): void {
  const open = openQuestions(batch)
  if (open.length === 0) return
  const more = open.length > QUESTIONS_NAMED ? `；等 ${open.length} 处` : ''
  throw new AppError('conflict', {
    userMessage: `有需要确认之处，没有导入：${open.slice(0, QUESTIONS_NAMED).join('；')}${more}`,
  })
}

const QUESTIONS_NAMED = 5

/** Commits in this process and waits. @throws AppError as `claimBatch` */
export async function commitBatch(
  context: RequestContext,
  batchId: string,
  options: Pick<ClaimOptions, 'isChecked'> = {},
): Promise<BatchReport> {
  await claimBatch(context, batchId, options)
  return finishCommit(context, batchId)
}

/**
 * Writes a claimed batch in one transaction: all of it or nothing.
 * Whatever breaks it off, the batch can be committed again.
 */
export async function finishCommit(context: RequestContext, batchId: string): Promise<BatchReport> {
  return workingOn(batchId, async () => {
    try {
      return await inTightHeap(() => transaction((tx) => writeBatch(tx, context, batchId), { timeoutMs: TIMEOUT_MS }))
    } catch (error) {
      await releaseBatch(batchId, error).catch(() => {})
      throw error
    }
  })
}

export const COMMIT_BROKEN_OFF = '导入中断，没有写入任何数据，可以再次确认导入'

async function releaseBatch(batchId: string, error: unknown): Promise<void> {
  const failure = error instanceof AppError ? error.userMessage : COMMIT_BROKEN_OFF
  await database().importBatch.updateMany({
    where: { id: batchId, state: 'committing' },
    data: { state: 'previewed', failure, committedById: null, progressDone: 0 },
  })
}

interface PendingRow extends VerdictRow {
  beside: number
  identity: string
  fills: string | null
}

interface Matched {
  rows: PendingRow[]
  verdicts: Verdict[]
}

async function writeBatch(tx: Tx, asked: RequestContext, batchId: string): Promise<BatchReport> {
  const whole = newId()
  const context = { ...asked, partOf: whole }
  await takeImportTurn(tx)
  const batch = await findBatch(tx, context, batchId)
  if (batch.state === 'committed') return reportOf(batch)
  if (batch.state !== 'committing') throw await notReady(tx, context, batchId)

  const kind = importKind(batch.kind)
  const { units, parks } = await namesInBatch(tx, kind.vocabulary, batchId)
  const names = await lookUpNames(tx, units, parks)
  await createNames(tx, context, names, units, parks, batchId)
  const outcomes = new Map<string, Outcome>()
  const books = newBooks(tx, kind, names)
  const subjectIds: string[] = []
  let done = 0
  let written: Promise<unknown> = Promise.resolve()
  let upcoming = nextMatched(tx, kind, batch, undefined)
  for (;;) {
    const { rows, verdicts } = await upcoming
    if (rows.length === 0) break
    // The next rows are asked for, and put into words, while these are written: the database need not wait for us.
    upcoming = nextMatched(tx, kind, batch, rows.at(-1))
    upcoming.catch(() => {})
    const writing = await applyVerdicts(tx, context, batch, books, rows, verdicts)
    writing.result.forEach(({ state }, at) => countOutcome(outcomes, rows[at]!.sheet, state))
    for (const id of subjectsWritten(writing.result)) subjectIds.push(id)
    await written
    written = writing.written
    done += rows.length
    showProgress(batchId, done)
  }
  await written
  await books.writer.finish(subjectIds)
  const report = await finalReport(tx, batch, outcomes)
  const { count } = await tx.importBatch.updateMany({
    where: { id: batchId, state: 'committing' },
    data: {
      state: 'committed',
      committedAt: context.now,
      committedById: context.actor.userId,
      report: toJson(report),
      version: { increment: 1 },
    },
  })
  if (count === 0) throw await notReady(tx, context, batchId)
  await rememberWords(tx, context, batch)
  await recordAudit(tx, asked, {
    id: whole,
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

const NOTHING: Outcome = { created: 0, updated: 0, unchanged: 0 }

function countOutcome(outcomes: Map<string, Outcome>, sheet: string, state: keyof Outcome | 'duplicate'): void {
  const outcome = outcomes.get(sheet) ?? { ...NOTHING }
  outcomes.set(sheet, outcome)
  if (state !== 'duplicate') outcome[state]++
}

/** The next rows that wait, all of one table. */
async function nextRows(
  tx: Tx,
  { vocabulary }: ImportKind,
  batch: Batch,
  after: PendingRow | undefined,
): Promise<PendingRow[]> {
  const rows = await tx.$queryRaw<PendingRow[]>`
    SELECT id, sheet, row_number AS "rowNumber", beside, draft, identity, decided_at IS NOT NULL AND fills_id IS NULL AS "isDistinct",
      fills_id AS fills
    FROM import_row
    WHERE batch_id = ${batch.id}::uuid AND state = 'pending'
      ${after ? Prisma.sql`AND (sheet, row_number, beside) > (${after.sheet}, ${after.rowNumber}, ${after.beside})` : Prisma.empty}
    ORDER BY sheet, row_number, beside LIMIT ${CHUNK}`
  const { sheets } = mappingOf(batch)
  const tableOf = ({ sheet, rowNumber }: PendingRow): TablePlan => tableOfRow(sheets, sheet, rowNumber)
  const [first] = rows
  if (!first) return []
  const sameTable = rows.filter((row) => row.sheet === first.sheet && tableOf(row) === tableOf(first))
  return sameTable.map((row) => ({ ...row, draft: vocabulary.whole(row.draft) }))
}

/** Rows of one import are compared with each other apart (`twinsAmong`), so these need not see the ones before them written. */
async function nextMatched(tx: Tx, kind: ImportKind, batch: Batch, after: PendingRow | undefined): Promise<Matched> {
  const rows = await nextRows(tx, kind, batch, after)
  return { rows, verdicts: rows.length > 0 ? await matchRows(tx, kind, rows, { lock: true }) : [] }
}

/** The preview's report, counted again: decisions, corrections and other imports may have come between. */
async function finalReport(tx: Tx, batch: Batch, outcomes: Map<string, Outcome>): Promise<BatchReport> {
  const report = reportOf(batch)
  const counts = await countRows(tx, importKind(batch.kind), batch.id)
  const sheets = report.sheets.map((sheet) => ({
    ...sheet,
    ...counts.get(sheet.name),
    ...(outcomes.get(sheet.name) ?? NOTHING),
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
