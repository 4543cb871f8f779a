import type { RequestContext } from '~/auth/domain/actor'
import { database, transaction, type Db, type Tx } from '~/platform/database/client'
import { Prisma } from '~/generated/prisma/client'
import { localPath } from '~/platform/files'
import { inTightHeap } from '~/platform/tight-heap'
import { businessDay, type Day } from '~/shared/day'
import { databaseFailure } from '~/platform/database-failure'
import { logger } from '~/platform/logger'
import { AppError } from '~/shared/errors'
import { present, valueAt } from '~/shared/present'
import { importKind } from '../../kinds'
import { info, warning, type Finding } from '../domain/findings'
import { ordinalOf } from '../domain/ordinals'
import { fileMemory, type FileMemory, type RowPlace, type SheetReading, type TableRow } from '../domain/read-sheet'
import { SheetTally, type SheetReport } from '../domain/summary'
import type { Vocabulary } from '../domain/vocabulary'
import { LIMITS } from '../formats/limits'
import { assertHeader, planSheets, readSheets, tooManyRows, type OpenedSheet } from '../read'
import { findBatch, mappingOf, optionsOf, toJson, type BatchReport, type EditionReport } from './batch'
import { correctionsInUse } from './corrections'
import { countAbsent, editionBefore, type NamedInFile } from './edition'
import { openTable } from './open-table'
import { wordsInUse } from './words'
import { workingOn } from './working-on'
import { asJson, insertRows, newId } from '~/platform/database/bulk'
import type { Candidate, ImportKind, Inspector } from './kind'
import { knownAs, knownIdentities, matchRows, saysNothingNew, type KnownIdentities, type Verdict } from './match'
import { lookUpNames, namesOf } from './names'

const CHUNK = 400
/** of a chunk's cells; rows of ordinary ledgers have some hundred characters */
const CHUNK_CHARACTERS = 2_000_000

export interface ReadRow {
  row: TableRow
  /** what the database says to a row that stands; null for held rows and duplicates within the file */
  verdict: Verdict | null
  /** somebody has said of these words before that they are a subject already there */
  isDropped: boolean
}

interface Reading {
  readings: SheetReading[]
  rows: number
}

/** Rows in chunks, each with what the database says to it. Memory holds one chunk, and the keys of the rows before. */
export async function* readMatched(
  db: Db,
  kind: ImportKind,
  sheets: readonly OpenedSheet[],
  today: Day,
): AsyncGenerator<ReadRow[], Reading, void> {
  const memory = fileMemory(kind.vocabulary, await correctionsInUse(db, kind.id))
  const source = readSheets(kind.vocabulary, sheets, { memory, today })
  const inspector = kind.inspector?.(db)
  let rows = 0
  for (;;) {
    const chunk: TableRow[] = []
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
    if (inspector) await holdFaulty(chunk, inspector)
    if (chunk.length > 0) yield await matchChunk(db, kind, chunk, memory)
    if (next.done) return { readings: next.value, rows }
  }
}

/** Puts what the kind sees beyond the cells beside each row. */
async function holdFaulty(chunk: readonly TableRow[], inspector: Inspector): Promise<void> {
  const notes = await inspector.inspect(chunk.map(({ draft }) => draft))
  for (const [at, row] of chunk.entries()) {
    const seen = notes[at] ?? []
    row.findings.push(...seen.map((note) => ({ row: row.rowNumber, column: null, ...note })))
    if (seen.some(({ level }) => level === 'error')) row.kind = 'held'
  }
}

async function matchChunk(db: Db, kind: ImportKind, chunk: TableRow[], memory: FileMemory): Promise<ReadRow[]> {
  const candidateOf = (row: TableRow): Candidate => ({ draft: row.draft, identity: row.identity.key })
  const asked = chunk.filter((row) => row.kind !== 'held')
  const known = await knownIdentities(db, kind, asked.map(candidateOf))
  for (const row of asked) {
    takeOrdinal(kind, row, known, memory)
    if (row.kind === 'duplicate' && knownAs(known, candidateOf(row))) isOwnSubject(row)
  }
  const standing = asked.filter((row) => row.kind === 'standing')
  const verdicts = await matchRows(db, kind, standing.map(candidateOf), { known })
  const byRow = new Map(standing.map((row, at) => [row, verdicts[at]!]))
  const read = chunk.map((row) => {
    const verdict = byRow.get(row) ?? null
    const sharing = known.get(row.identity.key)?.length ?? 0
    if (verdict) row.findings.push(...verdictFindings(kind.vocabulary, row, verdict, sharing))
    if (verdict?.outcome === 'duplicate') row.kind = 'duplicate'
    return { row, verdict }
  })
  const suspected = chunk.filter((row) => row.kind === 'duplicate')
  const dropped = await droppedBefore(db, kind, suspected)
  return read.map((each) => ({ ...each, isDropped: dropped.has(each.row) }))
}

/** Suspected duplicates that were decided on before, word for word: nobody is asked twice. */
async function droppedBefore(
  db: Db,
  { id, vocabulary }: ImportKind,
  rows: readonly TableRow[],
): Promise<Set<TableRow>> {
  if (rows.length === 0) return new Set()
  const decided = await db.importRow.findMany({
    where: {
      identity: { in: rows.map((row) => row.identity.key) },
      state: 'discarded',
      decidedAt: { not: null },
      batch: { kind: id },
    },
    select: { draft: true },
  })
  const prints = new Set(decided.map(({ draft }) => vocabulary.printOf(vocabulary.whole(draft)).key))
  const dropped = rows.filter((row) => prints.has(vocabulary.printOf(row.draft).key))
  for (const row of dropped) {
    row.findings = row.findings.filter((finding) => finding.code !== 'suspectedDuplicate')
    row.findings.push({
      row: row.rowNumber,
      column: null,
      code: 'droppedBefore',
      level: 'info',
      message: `以前已确认与另一行或已有${vocabulary.subject}是同一${vocabulary.subject}，不再导入`,
    })
  }
  return new Set(dropped)
}

/** Tells which of the subjects that share its identity a row is; each is taken once in a file. */
function takeOrdinal(kind: ImportKind, row: TableRow, known: KnownIdentities, memory: FileMemory): void {
  const { key } = row.identity
  const found = known.get(key)
  if (!found) return
  const taken = memory.ordinals.get(key) ?? new Set()
  memory.ordinals.set(key, taken)
  const sharing = found.map((each) => ({
    ordinal: each.ordinal,
    isQuiet: saysNothingNew(kind, { draft: row.draft, identity: key }, each),
  }))
  const ordinal = ordinalOf(row.draft.ordinal, sharing, taken)
  taken.add(ordinal)
  if (ordinal !== row.draft.ordinal) row.draft = { ...row.draft, ordinal }
}

/** A row like an earlier one of its file, once decided to be a subject of its own, is asked about no more. */
function isOwnSubject(row: TableRow): void {
  row.kind = 'standing'
  row.duplicateOf = null
  row.findings = row.findings.filter((finding) => finding.code !== 'suspectedDuplicate')
}

const voidedWords = (subject: string, { subjectName, reason }: { subjectName: string; reason: string }) =>
  `${reason ? `与已作废的${subject}“${subjectName}”疑似重复：${reason}` : `对应的${subject}“${subjectName}”已作废`}。是同一${subject}的不再导入；要用原来的，先恢复它，再更正这一行`

/** `sharing`: how many known subjects share the row's identity */
function verdictFindings({ subject }: Vocabulary, row: TableRow, verdict: Verdict, sharing: number): Finding[] {
  const at = { row: row.rowNumber, column: null }
  if (verdict.outcome === 'duplicate') {
    if (verdict.voided) return [{ ...at, ...warning('voidedSubject', voidedWords(subject, verdict)) }]
    const message = `与已登记的${subject}“${verdict.subjectName}”疑似重复：${verdict.reason}。请确认是否同一${subject}`
    return [{ ...at, ...warning('suspectedDuplicate', message) }]
  }
  if (verdict.outcome === 'updated') {
    const shared = `${row.identity.shared}相同的${subject}有 ${sharing} 个，这一行按先后对应其中第 ${row.draft.ordinal} 个，请核对`
    return [
      { ...at, ...info('willUpdate', `与上次不同，将更新：${verdict.changes.words.join('、')}`) },
      ...(sharing > 1 ? [{ ...at, ...warning('identityShared', shared) }] : []),
    ]
  }
  if (verdict.outcome === 'unchanged' && verdict.changes.missing) return [{ ...at, ...verdict.changes.missing }]
  return []
}

const placeKey = ({ sheet, rowNumber, beside }: RowPlace) => `${sheet}:${rowNumber}:${beside}`

/** Counts what a reading found, sheet by sheet, and collects names that nobody knows yet. */
export class ReportBuilder {
  private readonly sheets = new Map<
    string,
    { tally: SheetTally; created: number; updated: number; unchanged: number }
  >()
  private readonly units = new Map<string, RowPlace>()
  private readonly parks = new Map<string, RowPlace>()
  private readonly subjects = new Set<string>()
  private readonly suspects = new Set<string>()
  private readonly heldNames = new Set<string>()
  private rows = 0
  private changed = 0
  private moved = 0

  constructor(private readonly vocabulary: Vocabulary) {}

  add({ row, verdict, isDropped }: ReadRow): void {
    const { sheet: name, rowNumber, beside, draft } = row
    const sheet = this.sheets.get(name) ?? { tally: new SheetTally(this.vocabulary), ...NOTHING }
    this.sheets.set(name, sheet)
    sheet.tally.add(isDropped ? 'dropped' : row.kind, draft)
    if (verdict && verdict.outcome !== 'duplicate') sheet[verdict.outcome]++
    this.rows++
    if (row.kind === 'held') this.heldNames.add(this.vocabulary.preview(draft).title)
    if (verdict?.outcome === 'duplicate') this.suspects.add(verdict.subjectId)
    if (verdict?.outcome === 'updated' || verdict?.outcome === 'unchanged') {
      this.subjects.add(verdict.subjectId)
      if (verdict.differences?.values) this.changed++
      if (verdict.differences?.moved) this.moved++
    }
    if (row.kind !== 'standing') return
    const { units, parks } = namesOf(this.vocabulary, draft)
    const place = { sheet: name, rowNumber, beside }
    for (const unit of units) if (!this.units.has(unit)) this.units.set(unit, place)
    for (const park of parks) if (!this.parks.has(park)) this.parks.set(park, place)
  }

  /** What the rows name so far, for what an earlier edition has besides. */
  named(): NamedInFile {
    return {
      subjects: Prisma.sql`SELECT unnest(${[...this.subjects, ...this.suspects]}::uuid[]) AS id`,
      heldNames: Prisma.sql`SELECT unnest(${[...this.heldNames]}::text[]) AS name`,
    }
  }

  /** Of which earlier import the file is a newer edition, and how many of its rows say something else. */
  async edition(db: Db, kind: ImportKind, sheets: readonly OpenedSheet[]): Promise<EditionReport | undefined> {
    const file = { sheets: sheets.map(({ plan }) => plan), rows: this.rows, subjectIds: [...this.subjects] }
    const of = await editionBefore(db, kind, file)
    if (!of) return undefined
    const gone = await countAbsent(db, kind, of.id, this.named())
    let created = 0
    for (const sheet of this.sheets.values()) created += sheet.created
    return { of, new: created, changed: this.changed, gone, stageMoved: this.moved }
  }

  /** The report, and one finding for each unit and park that the commit will make. */
  async finish(
    db: Db,
    readings: readonly SheetReading[],
  ): Promise<{ report: BatchReport; unknown: (Finding & Pick<RowPlace, 'sheet' | 'beside'>)[] }> {
    const book = await lookUpNames(db, [...this.units.keys()], [...this.parks.keys()])
    const newUnits = [...this.units.keys()].filter((name) => !book.units.has(name))
    const newParks = [...this.parks.keys()].filter((name) => !book.parks.has(name))
    const finding = (row: RowPlace, code: string, message: string) => ({
      sheet: row.sheet,
      beside: row.beside,
      row: row.rowNumber,
      column: null,
      code,
      level: 'warning' as const,
      message,
    })
    const unknown = [
      ...newUnits.map((name) =>
        finding(valueAt(this.units, name), 'unitUnknown', `单位“${name}”尚未登记，随导入新建，标为待确认`),
      ),
      ...newParks.map((name) =>
        finding(valueAt(this.parks, name), 'parkUnknown', `园区“${name}”尚未登记，随导入新建，标为待确认`),
      ),
    ]
    const sheets = readings.map(({ summary, findings, accounted }): SheetReport => {
      const counted = this.sheets.get(summary.name)
      const { created = 0, updated = 0, unchanged = 0 } = counted ?? {}
      const counts = counted?.tally.summary(summary.name) ?? summary
      return { ...counts, created, updated, unchanged, findings, accounted }
    })
    return { report: { sheets, newUnits, newParks }, unknown }
  }
}

const NOTHING = { created: 0, updated: 0, unchanged: 0 }

const ROW_COLUMNS = [
  'id',
  'batch_id',
  'sheet',
  'row_number',
  'beside',
  'cells',
  'draft',
  'findings',
  'identity',
  'state',
  'subject_id',
  'duplicate_subject_id',
  'duplicate_row_id',
  'decided_at',
  'differences',
  'correction_id',
  'version',
]

/**
 * Reads a batch's file into rows for the preview; again from the start when it was broken off or the columns were corrected.
 * A file that cannot be read leaves the batch failed, with the reason in the user's words.
 * @throws what says that the database is away: `closeDeadImports` then sees to the batch
 */
export async function readBatch(context: RequestContext, batchId: string): Promise<void> {
  await workingOn(batchId, () => readWhole(context, batchId))
}

async function readWhole(context: RequestContext, batchId: string): Promise<void> {
  const db = database()
  const claimed = await db.importBatch.updateMany({
    where: { id: batchId, state: { in: ['uploaded', 'reading', 'failed'] } },
    data: { state: 'reading', failure: null, progressDone: 0, progressTotal: null },
  })
  if (claimed.count === 0) return
  const batch = await findBatch(db, context, batchId)
  const kind = importKind(batch.kind)
  try {
    const path = localPath(present(batch.file, 'the file of a batch').key)
    const file = await openTable(kind, path, batch.fileName, optionsOf(batch))
    try {
      const mapping = mappingOf(batch)
      const remembered = await wordsInUse(db, kind.id)
      const sheets = await planSheets(kind.vocabulary, file, { answers: mapping.answers, remembered })
      await clearRows(batchId)
      await whileReading(db, batchId, {
        mapping: toJson({ ...mapping, sheets: sheets.map((sheet) => sheet.plan) }),
        progressTotal: sheets.reduce((sum, it) => sum + (it.plan.included ? it.filled : 0), 0),
      })
      // Only now: where no header was found somebody points at it.
      assertHeader(kind.vocabulary, sheets)
      await inTightHeap(() => readInto(context, kind, batchId, sheets))
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

async function readInto(
  context: RequestContext,
  kind: ImportKind,
  batchId: string,
  sheets: readonly OpenedSheet[],
): Promise<void> {
  const db = database()
  const builder = new ReportBuilder(kind.vocabulary)
  const places = new Map<string, string>()
  const reading = readMatched(db, kind, sheets, businessDay(context.now))
  let done = 0
  // One chunk is written while the next is read.
  let writing: Promise<unknown> = Promise.resolve()
  let next = await reading.next()
  while (!next.done) {
    const chunk = next.value
    const rows = chunk.map(({ row, verdict, isDropped }) => {
      const id = newId()
      if (row.kind === 'standing') places.set(placeKey(row), id)
      const isKnown = verdict?.outcome === 'updated' || verdict?.outcome === 'unchanged'
      return {
        id,
        batch_id: batchId,
        sheet: row.sheet,
        row_number: row.rowNumber,
        beside: row.beside,
        cells: row.cells,
        draft: kind.vocabulary.compact(row.draft),
        findings: row.findings,
        identity: row.identity.key,
        differences: isKnown ? verdict.differences : null,
        correction_id: row.correctionId,
        state: isDropped ? 'discarded' : row.kind === 'standing' ? 'pending' : row.kind,
        decided_at: isDropped ? context.now : null,
        subject_id: isKnown ? verdict.subjectId : null,
        duplicate_subject_id: verdict?.outcome === 'duplicate' ? verdict.subjectId : null,
        duplicate_row_id: row.duplicateOf ? (places.get(placeKey(row.duplicateOf)) ?? null) : null,
        version: 1,
      }
    })
    const personal = chunk.flatMap(({ row, isDropped }, at) =>
      isDropped
        ? []
        : row.phones.map((value) => ({
            id: newId(),
            kind: 'phone',
            value,
            import_row_id: rows[at]!.id,
            created_at: context.now,
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
  report.edition = await builder.edition(db, kind, sheets)
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
      FROM (SELECT sheet, row, beside, jsonb_agg(jsonb_build_object('row', row, 'column', NULL, 'code', code, 'level', level, 'message', message)) AS findings
            FROM jsonb_to_recordset(${asJson(unknown)}::jsonb) AS u(sheet text, "row" int, beside int, code text, level text, message text)
            GROUP BY sheet, row, beside) g
      WHERE r.batch_id = ${batchId}::uuid AND r.sheet = g.sheet AND r.row_number = g.row AND r.beside = g.beside`
  })
}
