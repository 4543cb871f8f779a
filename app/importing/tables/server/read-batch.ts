import type { Call } from '~/auth/domain/actor'
import { database, transaction, type Db, type Tx } from '~/platform/database/client'
import type { Prisma } from '~/generated/prisma/client'
import { localPath } from '~/platform/files'
import { inTightHeap } from '~/platform/tight-heap'
import { businessDay, type Day } from '~/shared/day'
import { databaseFailure } from '~/platform/database-failure'
import { logger } from '~/platform/logger'
import { AppError } from '~/shared/errors'
import { describeChanges } from '../../projects/domain/changes'
import { DUPLICATE_REASONS } from '~/projects/domain/likeness'
import { fileMemory, type FileMemory, type LedgerRow, type SheetReading } from '../domain/read-sheet'
import { compactDraft, wholeDraft } from '../../projects/domain/draft'
import { printOf } from '../../projects/domain/identity'
import type { Finding } from '../domain/findings'
import { ordinalOf } from '../domain/ordinals'
import { SheetTally, type SheetReport } from '../domain/summary'
import { openLedger } from '../formats/open'
import { LIMITS } from '../formats/limits'
import { planLedger, readSheets, tooManyRows, type OpenedSheet } from '../read'
import { findBatch, mappingOf, toJson, type BatchReport } from './batch'
import { workingOn } from './working-on'
import { asJson, insertRows, newId } from '~/platform/database/bulk'
import {
  isTold,
  knownAs,
  knownIdentities,
  matchRows,
  type Candidate,
  type KnownIdentities,
  type Verdict,
} from '../../projects/server/match'
import { lookUpNames } from '../../projects/server/names'

const CHUNK = 400
/** of a chunk's cells; rows of ordinary ledgers have some hundred characters */
const CHUNK_CHARACTERS = 2_000_000

export interface ReadRow {
  row: LedgerRow
  /** what the database says to a row that stands; null for held rows and duplicates within the file */
  verdict: Verdict | null
  /** somebody has said of these words before that they are a project already there */
  isDropped: boolean
}

interface Reading {
  readings: SheetReading[]
  rows: number
}

/** Rows in chunks, each with what the database says to it. Memory holds one chunk, and the keys of the rows before. */
export async function* readMatched(
  db: Db,
  sheets: readonly OpenedSheet[],
  today: Day,
): AsyncGenerator<ReadRow[], Reading, void> {
  const memory = fileMemory()
  const source = readSheets(sheets, { memory, today })
  let rows = 0
  for (;;) {
    const chunk: LedgerRow[] = []
    let characters = 0
    let next = await source.next()
    while (!next.done) {
      chunk.push(next.value)
      for (const text of Object.values(next.value.cells)) characters += text.length
      if (chunk.length === CHUNK || characters > CHUNK_CHARACTERS) break
      next = await source.next()
    }
    rows += chunk.length
    if (rows > LIMITS.rows) throw tooManyRows(rows)
    if (chunk.length > 0) yield await matchChunk(db, chunk, memory)
    if (next.done) return { readings: next.value, rows }
  }
}

async function matchChunk(db: Db, chunk: LedgerRow[], memory: FileMemory): Promise<ReadRow[]> {
  const candidateOf = (row: LedgerRow): Candidate => ({ draft: row.draft, identity: row.identity.key })
  const asked = chunk.filter((row) => row.kind !== 'held')
  const known = await knownIdentities(db, asked.map(candidateOf))
  for (const row of asked) {
    takeOrdinal(row, known, memory)
    if (row.kind === 'duplicate' && knownAs(known, candidateOf(row))) isOwnProject(row)
  }
  const standing = asked.filter((row) => row.kind === 'project')
  const verdicts = await matchRows(db, standing.map(candidateOf), { known })
  const byRow = new Map(standing.map((row, at) => [row, verdicts[at]!]))
  const read = chunk.map((row) => {
    const verdict = byRow.get(row) ?? null
    if (verdict) row.findings.push(...verdictFindings(row, verdict, known.get(row.identity.key)?.length ?? 0))
    if (verdict?.outcome === 'duplicate') row.kind = 'duplicate'
    return { row, verdict }
  })
  const dropped = await droppedBefore(
    db,
    chunk.filter((row) => row.kind === 'duplicate'),
  )
  return read.map((each) => ({ ...each, isDropped: dropped.has(each.row) }))
}

/** Suspected duplicates that were decided on before, word for word: nobody is asked twice. */
async function droppedBefore(db: Db, rows: readonly LedgerRow[]): Promise<Set<LedgerRow>> {
  if (rows.length === 0) return new Set()
  const decided = await db.importRow.findMany({
    where: { identity: { in: rows.map((row) => row.identity.key) }, state: 'discarded', decidedAt: { not: null } },
    select: { draft: true },
  })
  const prints = new Set(decided.map(({ draft }) => printOf(wholeDraft(draft)).key))
  const dropped = rows.filter((row) => prints.has(printOf(row.draft).key))
  for (const row of dropped) {
    row.findings = row.findings.filter((finding) => finding.code !== 'suspectedDuplicate')
    row.findings.push({
      row: row.rowNumber,
      column: null,
      code: 'droppedBefore',
      level: 'info',
      message: '以前已确认与另一行或已有项目是同一项目，不再导入',
    })
  }
  return new Set(dropped)
}

/** Tells which of the projects that share its identity a row is; each is taken once in a file. */
function takeOrdinal(row: LedgerRow, known: KnownIdentities, memory: FileMemory): void {
  const { key } = row.identity
  const found = known.get(key)
  if (!found) return
  const taken = memory.ordinals.get(key) ?? new Set()
  memory.ordinals.set(key, taken)
  const sharing = found.map((each) => ({
    ordinal: each.ordinal,
    isQuiet: isTold({ draft: row.draft, identity: key }, each),
  }))
  const ordinal = ordinalOf(row.draft.ordinal, sharing, taken)
  taken.add(ordinal)
  if (ordinal !== row.draft.ordinal) row.draft = { ...row.draft, ordinal }
}

/** A row like an earlier one of its file, once decided to be a project of its own, is asked about no more. */
function isOwnProject(row: LedgerRow): void {
  row.kind = 'project'
  row.duplicateOf = null
  row.findings = row.findings.filter((finding) => finding.code !== 'suspectedDuplicate')
}

/** `sharing`: how many known projects share the row's identity */
function verdictFindings(row: LedgerRow, verdict: Verdict, sharing: number): Finding[] {
  const at = { row: row.rowNumber, column: null }
  if (verdict.outcome === 'duplicate') {
    const message = `与已登记的项目“${verdict.projectName}”疑似重复：${DUPLICATE_REASONS[verdict.reason]}。请确认是否同一项目`
    return [{ ...at, code: 'suspectedDuplicate', level: 'warning', message }]
  }
  if (verdict.outcome === 'updated') {
    const shared = `投资方、项目名和签约日相同的项目有 ${sharing} 个，这一行按先后对应其中第 ${row.draft.ordinal} 个，请核对`
    return [
      { ...at, code: 'willUpdate', level: 'info', message: `与上次不同，将更新：${describeChanges(verdict.changes)}` },
      ...(sharing > 1 ? [{ ...at, code: 'identityShared', level: 'warning' as const, message: shared }] : []),
    ]
  }
  if (verdict.outcome === 'unchanged' && verdict.changes.missing.length > 0) {
    const message = '上次台账写明的阶段这次没有写，项目记录不改动；如确有误请在项目页更正'
    return [{ ...at, code: 'stageMissing', level: 'warning', message }]
  }
  return []
}

/** Counts what a reading found, sheet by sheet, and collects names that nobody knows yet. */
export class ReportBuilder {
  private readonly sheets = new Map<
    string,
    { tally: SheetTally; created: number; updated: number; unchanged: number }
  >()
  private readonly units = new Map<string, LedgerRow>()
  private readonly parks = new Map<string, LedgerRow>()

  add({ row, verdict, isDropped }: ReadRow): void {
    const sheet = this.sheets.get(row.sheet) ?? { tally: new SheetTally(), created: 0, updated: 0, unchanged: 0 }
    this.sheets.set(row.sheet, sheet)
    sheet.tally.add(isDropped ? 'dropped' : row.kind, row.draft)
    if (verdict && verdict.outcome !== 'duplicate') sheet[verdict.outcome]++
    if (row.kind !== 'project') return
    const { introducedBy, landedAt, park } = row.draft
    for (const name of [introducedBy, landedAt]) if (name && !this.units.has(name)) this.units.set(name, slim(row))
    if (park && !this.parks.has(park)) this.parks.set(park, slim(row))
  }

  /** The report, and one finding for each unit and park that the commit will make. */
  async finish(
    db: Db,
    readings: readonly SheetReading[],
  ): Promise<{ report: BatchReport; unknown: (Finding & { sheet: string })[] }> {
    const book = await lookUpNames(db, [...this.units.keys()], [...this.parks.keys()])
    const newUnits = [...this.units.keys()].filter((name) => !book.units.has(name))
    const newParks = [...this.parks.keys()].filter((name) => !book.parks.has(name))
    const finding = (row: LedgerRow, code: string, message: string) => ({
      sheet: row.sheet,
      row: row.rowNumber,
      column: null,
      code,
      level: 'warning' as const,
      message,
    })
    const unknown = [
      ...newUnits.map((name) =>
        finding(this.units.get(name)!, 'unitUnknown', `单位“${name}”尚未登记，随导入新建，标为待确认`),
      ),
      ...newParks.map((name) =>
        finding(this.parks.get(name)!, 'parkUnknown', `园区“${name}”尚未登记，随导入新建，标为待确认`),
      ),
    ]
    const sheets = readings.map(({ summary, findings }): SheetReport => {
      const counted = this.sheets.get(summary.name)
      const { created = 0, updated = 0, unchanged = 0 } = counted ?? {}
      const counts = counted?.tally.summary(summary.name) ?? summary
      return { ...counts, created, updated, unchanged, findings }
    })
    return { report: { sheets, newUnits, newParks }, unknown }
  }
}

/** A row without its weight: only its place is needed. */
function slim(row: LedgerRow): LedgerRow {
  return { ...row, cells: {}, findings: [] }
}

const ROW_COLUMNS = [
  'id',
  'batch_id',
  'sheet',
  'row_number',
  'cells',
  'draft',
  'findings',
  'identity',
  'state',
  'project_id',
  'duplicate_project_id',
  'duplicate_row_id',
  'decided_at',
  'version',
]

/**
 * Reads a batch's file into rows for the preview; again from the start when it was broken off or the columns were corrected.
 * A file that cannot be read leaves the batch failed, with the reason in the user's words.
 * @throws what says that the database is away: `closeDeadImports` then sees to the batch
 */
export async function readBatch(call: Call, batchId: string): Promise<void> {
  await workingOn(batchId, () => readWhole(call, batchId))
}

async function readWhole(call: Call, batchId: string): Promise<void> {
  const db = database()
  const claimed = await db.importBatch.updateMany({
    where: { id: batchId, state: { in: ['uploaded', 'reading', 'failed'] } },
    data: { state: 'reading', failure: null, progressDone: 0, progressTotal: null },
  })
  if (claimed.count === 0) return
  const batch = await findBatch(db, batchId)
  try {
    const file = await openLedger(localPath(batch.file!.key), batch.fileName)
    try {
      const sheets = await planLedger(file, mappingOf(batch).sheets)
      await clearRows(batchId)
      await whileReading(db, batchId, {
        mapping: toJson({ sheets: sheets.map((sheet) => sheet.plan) }),
        progressTotal: sheets.reduce((sum, it) => sum + (it.plan.included ? it.filled : 0), 0),
      })
      await inTightHeap(() => readInto(call, batchId, sheets))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (databaseFailure(error)) throw error
    if (!(error instanceof AppError)) logger.error({ err: error, batch: batchId }, 'an import could not be read')
    const failure =
      error instanceof AppError
        ? error.userMessage
        : '读取时系统出错，没有写入任何数据。可以重新读取；如果一直如此，请告诉管理员'
    await db.importBatch.updateMany({ where: { id: batchId, state: 'reading' }, data: { state: 'failed', failure } })
  }
}

/** Changes a batch that is being read; once somebody has discarded it, the reading ends here. */
async function whileReading(tx: Tx, id: string, data: Prisma.ImportBatchUpdateManyMutationInput): Promise<void> {
  const { count } = await tx.importBatch.updateMany({ where: { id, state: 'reading' }, data })
  if (count === 0) throw new AppError('conflict', { userMessage: '这次导入已作废' })
}

async function clearRows(batchId: string): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`DELETE FROM personal_value v USING import_row r WHERE r.id = v.import_row_id AND r.batch_id = ${batchId}::uuid`
    await tx.importRow.deleteMany({ where: { batchId } })
  })
}

async function readInto(call: Call, batchId: string, sheets: readonly OpenedSheet[]): Promise<void> {
  const db = database()
  const builder = new ReportBuilder()
  const places = new Map<string, string>()
  const reading = readMatched(db, sheets, businessDay(call.now))
  let done = 0
  // One chunk is written while the next is read.
  let writing: Promise<unknown> = Promise.resolve()
  let next = await reading.next()
  while (!next.done) {
    const chunk = next.value
    const rows = chunk.map(({ row, verdict, isDropped }) => {
      const id = newId()
      if (row.kind === 'project') places.set(`${row.sheet}:${row.rowNumber}`, id)
      const isKnown = verdict?.outcome === 'updated' || verdict?.outcome === 'unchanged'
      return {
        id,
        batch_id: batchId,
        sheet: row.sheet,
        row_number: row.rowNumber,
        cells: row.cells,
        draft: compactDraft(row.draft),
        findings: row.findings,
        identity: row.identity.key,
        state: isDropped ? 'discarded' : row.kind === 'project' ? 'pending' : row.kind,
        decided_at: isDropped ? call.now : null,
        project_id: isKnown ? verdict.projectId : null,
        duplicate_project_id: verdict?.outcome === 'duplicate' ? verdict.projectId : null,
        duplicate_row_id: row.duplicateOf
          ? (places.get(`${row.duplicateOf.sheet}:${row.duplicateOf.rowNumber}`) ?? null)
          : null,
        version: 1,
      }
    })
    const personal = chunk.flatMap(({ row, isDropped }, at) =>
      isDropped
        ? []
        : [...row.phones.person, ...row.phones.investorPerson].map((value) => ({
            id: newId(),
            kind: 'phone',
            value,
            import_row_id: rows[at]!.id,
            created_at: call.now,
          })),
    )
    for (const each of chunk) builder.add(each)
    done += chunk.length
    const progressDone = done
    await writing
    writing = transaction(async (tx) => {
      await whileReading(tx, batchId, { progressDone })
      await insertRows(tx, 'import_row', ROW_COLUMNS, rows)
      await insertRows(tx, 'personal_value', ['id', 'kind', 'value', 'import_row_id', 'created_at'], personal)
    })
    writing.catch(() => {})
    next = await reading.next()
  }
  await writing
  const { report, unknown } = await builder.finish(db, next.value.readings)
  await transaction(async (tx) => {
    await whileReading(tx, batchId, {
      state: 'previewed',
      report: toJson(report),
      progressDone: done,
      progressTotal: done,
      version: { increment: 1 },
    })
    await tx.$executeRaw`
      UPDATE import_row r SET findings = r.findings || g.findings
      FROM (SELECT sheet, row, jsonb_agg(jsonb_build_object('row', row, 'column', NULL, 'code', code, 'level', level, 'message', message)) AS findings
            FROM jsonb_to_recordset(${asJson(unknown)}::jsonb) AS u(sheet text, "row" int, code text, level text, message text)
            GROUP BY sheet, row) g
      WHERE r.batch_id = ${batchId}::uuid AND r.sheet = g.sheet AND r.row_number = g.row`
  })
}
