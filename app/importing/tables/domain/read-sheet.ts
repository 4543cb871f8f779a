import type { Day } from '~/shared/day'
import { Decimal, formatNumber, hundredths } from '~/shared/money'
import { present } from '~/shared/present'
import { halfWidth, maskText } from '~/shared/text'
import { parseAmount } from '~/shared/written-amount'
import type { CellAnswer } from './answers'
import { areaGiven } from './cells'
import { correctionWords, NO_RESULT, printOfSaid, readCorrected, saidInRow, type EarlierCorrections } from './corrected'
import { groupedBy } from './group-by'
import { info, question, refusal, warning, type Finding, type Note } from './findings'
import { saidOver, under } from './headings-over'
import type { Doubt, RowPlan } from './judge-rows'
import { subjectsOfRows, type MergedRow } from './merged'
import {
  maskedText,
  planFindings,
  tableReader,
  tablesAt,
  UNIT_WORDS,
  type SheetPlan,
  type TablePlan,
  type TableReader,
} from './plan'
import { understandRow, type UnderstoodRow } from './read-row'
import { columnIndex, columnLetter, type Merge, type SourceRow } from './source'
import { SheetTally, type SheetSummary, type TableRowKind } from './summary'
import {
  ruleOf,
  type Identity,
  type LikenessIndex,
  type RowCells,
  type TableContext,
  type TableDraft,
  type Vocabulary,
} from './vocabulary'

/** A data row as understood. */
export interface TableRow<Draft extends TableDraft = TableDraft> {
  sheet: string
  rowNumber: number
  /** which of the tables side by side it stands in, from 0 */
  beside: number
  kind: TableRowKind
  /** by column letter, phones masked */
  cells: Record<string, string>
  draft: Draft
  findings: Finding[]
  identity: Identity
  /** whole, to be kept apart from the row */
  phones: string[]
  duplicateOf: RowPlace | null
  /** the earlier correction by which it was read */
  correctionId: string | null
}

export interface RowPlace {
  sheet: string
  rowNumber: number
  beside: number
}

/** How the filled rows of a sheet were dealt with: their sum is the number of filled rows. */
export type RowCounts = Partial<Record<TableRowKind | RowPlan['kind'] | 'gathered' | 'unread' | 'serialAlone', number>>

export interface SheetReading {
  summary: SheetSummary
  /** of the sheet as a whole: columns, groups, totals */
  findings: Finding[]
  /** every filled row, by what it is */
  accounted: RowCounts
}

/** What earlier rows of the same file said, and how such rows were put right; shared by its sheets. */
export interface FileMemory<Draft extends TableDraft = TableDraft> {
  alike: LikenessIndex<Draft, RowPlace>
  identities: Map<string, { rows: number; first: RowPlace | null }>
  /** numbers that rows of each identity have taken among the subjects that share it */
  ordinals: Map<string, Set<number>>
  corrections: EarlierCorrections
}

export function fileMemory<Draft extends TableDraft>(
  vocabulary: Vocabulary<Draft>,
  corrections: EarlierCorrections = new Map(),
): FileMemory<Draft> {
  return { alike: vocabulary.likeness(), identities: new Map(), ordinals: new Map(), corrections }
}

/** Reads the rows of a sheet, each by the plan of its table: drafts, findings, duplicates within the file. */
export async function* readSheet<Draft extends TableDraft>(
  vocabulary: Vocabulary<Draft>,
  rows: AsyncIterable<SourceRow>,
  plan: SheetPlan,
  merges: readonly Merge[],
  memory: FileMemory<Draft>,
  today: Day | null,
): AsyncGenerator<TableRow<Draft>, SheetReading, void> {
  const tally = new SheetTally(vocabulary)
  const accounted: RowCounts = {}
  const count = (kind: keyof RowCounts) => (accounted[kind] = (accounted[kind] ?? 0) + 1)
  const planned = plansByRow(plan)
  const given = groupedBy(plan.cells ?? [], ({ row }) => row)
  const tables = new Map<TablePlan, TableReading<Draft>>()
  const found: TableRow<Draft>[] = []
  let all: TablePlan[] = []
  let until = 0
  const take = (outcome: Outcome<Draft>) => {
    for (const row of outcome.rows) {
      tally.add(row.kind, row.draft)
      found.push(row)
    }
    return outcome.is
  }
  for await (const stored of rows) {
    if (stored.cells.size === 0) continue
    const source = asSaid(stored, given.get(stored.number))
    const unread = plan.unread?.some(({ from, to }) => source.number >= from && source.number <= to)
    if (source.number >= until) {
      all = tablesAt(plan, source.number).filter(({ skipped }) => !skipped)
      until = plan.tables.find(({ from, top }) => (from ?? top) > source.number)?.from ?? Infinity
    }
    const here = unread ? [] : all
    const kinds = here.map((table) => {
      const reading =
        tables.get(table) ??
        new TableReading(
          vocabulary,
          plan.name,
          tableReader(vocabulary, plan.name, table, merges),
          memory,
          today,
          merges,
        )
      tables.set(table, reading)
      return take(reading.read(source, planned))
    })
    // Of two tables side by side the row is what it is in the fuller one.
    count(kinds.find((kind) => kind !== 'blank') ?? (unread || here.length === 0 ? 'unread' : 'blank'))
    // Delegating to an array costs an async generator several turns a row.
    for (const row of found) yield row
    found.length = 0
  }
  for (const reading of tables.values()) for (const is of reading.flush().map(take)) count(is)
  for (const row of found) yield row
  const findings = plan.tables.flatMap((table) =>
    table.skipped ? [] : (tables.get(table)?.findings() ?? planFindings(vocabulary, table)),
  )
  for (const kind of Object.values(TABLE_ROW_KINDS)) accounted[kind] ??= 0
  return { summary: tally.summary(plan.name), findings: [...findings, ...sheetFindings(plan)], accounted }
}

const TABLE_ROW_KINDS = { standing: 'standing', duplicate: 'duplicate', held: 'held' } as const

/** A row with some of its cells as somebody said that they are to be read. */
function asSaid(row: SourceRow, given: readonly CellAnswer[] | undefined): SourceRow {
  if (!given) return row
  const cells = new Map(row.cells)
  for (const { column, text } of given) {
    const index = columnIndex(column)
    cells.set(index, { text, insteadOf: row.cells.get(index)?.text ?? '' })
  }
  return { ...row, cells }
}

type PlansByRow = ReadonlyMap<string, RowPlan>

const plansByRow = ({ rows }: SheetPlan): PlansByRow =>
  new Map((rows ?? []).map((it) => [`${it.beside}:${it.row}`, it]))

/** What a row turned out to be, and the rows that are ready because of it. */
interface Outcome<Draft extends TableDraft> {
  is: keyof RowCounts
  rows: TableRow<Draft>[]
}

/** What is worth saying of a sheet beside its tables: rows that are not read, hidden ones, columns too far to the right. */
function sheetFindings({ unread, hidden, cut }: SheetPlan): Finding[] {
  const findings = (unread ?? []).map(({ from, to, rows, why, isChosen }) => {
    if (isChosen) return at(from, null, info('rowsLeftOut', `第 ${from}–${to} 行${why}不读，共 ${rows} 行`))
    return at(from, null, question('tableUnread', `第 ${from}–${to} 行另有一张表，${why}，${rows} 行未读`))
  })
  if (hidden && hidden.length > 0) {
    const shown = hidden.slice(0, 20).join('、')
    const more = hidden.length > 20 ? ' 等' : ''
    findings.push(
      at(
        hidden[0]!,
        null,
        warning(
          'rowsHidden',
          `第 ${shown}${more} 行是隐藏行（共 ${hidden.length} 行，可能是筛选掉的），照常读取，请核对是否该导入`,
        ),
      ),
    )
  }
  if (cut) findings.push(at(1, null, warning('columnsCut', `${cut} 行的内容超出第 ${MAX_COLUMNS} 列，超出部分未读`)))
  return findings
}

interface Group {
  plan: RowPlan
  column: string
  rows: number
  duplicates: number
  held: number
}

interface TotalSeen {
  plan: RowPlan
  cells: RowCells
  /** what was read before it */
  before: Sums
  /** the total or group before it */
  since: Sums
}

/** Rows that are one subject, until the last of them has come. */
interface Gathering {
  bottom: number
  first: MergedRow
  cells: RowCells
  others: { row: number; cells: RowCells }[]
}

/** The rows of one table, in order. */
class TableReading<Draft extends TableDraft> {
  private readonly groups: Group[] = []
  private readonly totals: TotalSeen[] = []
  private readonly sums: Sums
  private since: Sums
  /** some rows are held, or were not read as they stand: a printed total need not agree */
  private isPartial = false
  private open: Group[] = []
  private tableContext: TableContext
  private readonly subjects: ReadonlyMap<number, number>
  private gathering: Gathering | null = null

  constructor(
    private readonly vocabulary: Vocabulary<Draft>,
    private readonly sheet: string,
    readonly reader: TableReader,
    private readonly memory: FileMemory<Draft>,
    private readonly today: Day | null,
    merges: readonly Merge[],
  ) {
    this.tableContext = reader.tableContext({}, today)
    this.sums = new Sums(vocabulary)
    this.since = this.sums.copy()
    const indexOf = (field: string | null | undefined) => [...reader.fields].find(([, it]) => it === field)?.[0]
    this.subjects = subjectsOfRows(indexOf(vocabulary.naming[0]), indexOf(vocabulary.serial), merges)
  }

  read(whole: SourceRow, planned: PlansByRow): Outcome<Draft> {
    const { reader } = this
    const source = reader.within(whole)
    if (source.cells.size === 0) return { is: 'blank', rows: [] }
    const plan = planned.get(`${reader.plan.beside}:${source.number}`)
    if (source.number <= reader.plan.bottom) {
      if (plan?.kind === 'group') this.openGroup(source, plan)
      return { is: source.number >= reader.plan.top ? 'header' : (plan?.kind ?? 'above'), rows: [] }
    }
    if (plan && plan.kind !== 'doubtful') {
      const { rows } = this.closeGathering()
      this.readSpecial(source, plan)
      return { is: plan.kind, rows }
    }
    return this.readData(source, plan)
  }

  private readSpecial(source: SourceRow, plan: RowPlan): void {
    if (plan.kind === 'total' || plan.kind === 'rollup') {
      const cells = this.reader.cells(source)
      this.totals.push({ plan, cells, before: this.sums.copy(), since: this.since })
      this.since = this.sums.copy()
    }
    if (plan.kind === 'group' || plan.kind === 'rollup') this.openGroup(source, plan)
  }

  private readData(source: SourceRow, plan: RowPlan | undefined): Outcome<Draft> {
    const { reader, vocabulary } = this
    const merged = reader.merged(source)
    const own = reader.cells(source)
    const { gathering } = this
    if (gathering && source.number <= gathering.bottom) {
      gathering.others.push({ row: source.number, cells: own })
      return source.number === gathering.bottom
        ? { ...this.closeGathering(), is: 'gathered' }
        : { is: 'gathered', rows: [] }
    }
    const { rows } = this.closeGathering()
    let fields = 0
    for (const field in own) if (field !== vocabulary.serial) fields++
    if (fields === 0) return { is: 'serialAlone', rows }
    const cells = merged.row === source ? own : reader.cells(merged.row)
    const bottom = this.subjects.get(source.number)
    if (bottom !== undefined) {
      this.gathering = { bottom, first: merged, cells, others: [] }
      return { is: 'gathered', rows }
    }
    const row = this.readRow(merged, cells, [], plan)
    return { is: row.kind, rows: [...rows, row] }
  }

  private closeGathering(): Outcome<Draft> {
    const { gathering } = this
    this.gathering = null
    if (!gathering) return { is: 'blank', rows: [] }
    const row = this.readRow(gathering.first, gathering.cells, gathering.others, undefined)
    return { is: row.kind, rows: [row] }
  }

  /** What is still open when the sheet ends. */
  flush(): Outcome<Draft>[] {
    return this.gathering ? [this.closeGathering()] : []
  }

  private openGroup(source: SourceRow, plan: RowPlan): void {
    const column = columnLetter(Math.min(...source.cells.keys()))
    const group: Group = { plan, column, rows: 0, duplicates: 0, held: 0 }
    this.groups.push(group)
    this.open = under(this.open, group)
    const { headings, year } = saidOver(this.open)
    this.tableContext = this.reader.tableContext(headings, this.today, year)
  }

  private readRow(
    { row: source, notes: mergedNotes }: MergedRow,
    cells: RowCells,
    others: Gathering['others'],
    plan: RowPlan | undefined,
  ): TableRow<Draft> {
    const { reader, vocabulary } = this
    const asRead = understandRow(vocabulary, cells, this.tableContext, {
      others: others.map((it) => it.cells),
      more:
        plan?.kind === 'doubtful' ? [...mergedNotes, { ...DOUBTS[plan.doubt ?? 'rollup'], column: null }] : mergedNotes,
    })
    const shown = this.maskedCells(source)
    const again = asRead.isHeld ? this.asCorrectedBefore(asRead, shown, others) : null
    const { draft, values, notes, phones, isHeld } = again ?? asRead
    const findings: Finding[] = notes.map((note) =>
      at(source.number, note.column ? (reader.letterOf.get(note.column) ?? null) : null, note),
    )
    if (others.length > 0) findings.push(at(source.number, null, this.gathered(source.number, others)))
    if (source.hidden) findings.push(at(source.number, null, info('rowHidden', '这一行是隐藏行（可能被筛选掉）')))
    this.noteIgnoredErrors(source, findings)
    const row: TableRow<Draft> = {
      sheet: this.sheet,
      rowNumber: source.number,
      beside: reader.plan.beside,
      kind: isHeld ? 'held' : 'standing',
      cells: shown,
      draft,
      findings,
      identity: isHeld ? vocabulary.printOf(draft) : vocabulary.identityOf(draft),
      phones,
      duplicateOf: null,
      correctionId: again?.correctionId ?? null,
    }
    if (!isHeld) this.suspectDuplicate(row)
    this.isPartial ||= row.kind === 'held' || row.correctionId !== null
    this.sums.add(values, row.kind)
    for (const group of this.open) {
      group.rows++
      if (row.kind === 'duplicate') group.duplicates++
      if (row.kind === 'held') group.held++
    }
    return row
  }

  /** A held row that said the same before is read as it was put right then; null where that would not do. */
  private asCorrectedBefore(
    held: UnderstoodRow<Draft>,
    shown: Record<string, string>,
    others: Gathering['others'],
  ): (UnderstoodRow<Draft> & { correctionId: string }) | null {
    const { vocabulary, memory, reader, tableContext } = this
    if (memory.corrections.size === 0) return null
    const said = saidInRow(vocabulary, reader.plan, shown)
    const correction = memory.corrections.get(printOfSaid(said))
    if (!correction) return null
    const { id: correctionId, values, changes, by, on } = correction
    const cells = others.map((it) => it.cells)
    const read = readCorrected(vocabulary, tableContext, said, values, cells)
    if (read.isHeld) return null
    const message = `已按上次更正（${by} ${on}）：${correctionWords(changes)}`
    return {
      ...read,
      draft: vocabulary.keepUntyped(read.draft, held.draft),
      notes: [
        { ...info('correctedBefore', maskText(message)), column: null },
        ...held.notes.filter(({ code }) => code === 'ditto' || code === 'mergedDown'),
        ...read.notes,
      ],
      phones: [...new Set([...held.phones, ...read.phones])],
      correctionId,
    }
  }

  private gathered(first: number, others: Gathering['others']): Note {
    const { columns, subject } = this.vocabulary
    const said = others.flatMap(({ cells }) =>
      Object.entries(cells).map(([field, cell]) => `${ruleOf(columns, field).label} ${(cell?.text ?? '').trim()}`),
    )
    const rows = others.map(({ row }) => row).join('、')
    const what = maskText(said.join('；')).slice(0, 300)
    return warning(
      'rowsGathered',
      `第 ${first}、${rows} 行的名称是一个合并单元格，按一个${subject}读；其余各行另写有：${what}`,
    )
  }

  private noteIgnoredErrors(source: SourceRow, findings: Finding[]): void {
    for (const [index, { error }] of source.cells) {
      if (!error || this.reader.fields.has(index)) continue
      const note = info('cellErrorIgnored', `错误值 ${error} 不在导入的列内，未采用`)
      findings.push(at(source.number, columnLetter(index), note))
    }
  }

  /** Looks for the earlier row of the file that this one is suspected to say again. */
  private suspectDuplicate(row: TableRow<Draft>): void {
    const { memory, reader, vocabulary } = this
    const { sheet, rowNumber, beside, draft, identity } = row
    const seen = memory.identities.get(identity.key) ?? { rows: 0, first: null }
    memory.identities.set(identity.key, seen)
    seen.rows++
    if (!identity.isUnique) draft.ordinal = seen.rows
    const same = seen.first
    const like = same ? null : memory.alike.find(draft)
    const of = same ?? like?.of ?? null
    if (!of) {
      seen.first = { sheet, rowNumber, beside }
      memory.alike.add(draft, seen.first)
      return
    }
    const reason = like ? like.reason : identity.reason
    const where = of.sheet === sheet ? `第 ${of.rowNumber} 行` : `“${of.sheet}”第 ${of.rowNumber} 行`
    const column = like ? vocabulary.naming[0] : identity.column
    const message = `与${where}疑似重复：${reason}。请确认是否同一${vocabulary.subject}`
    row.findings.push(at(rowNumber, reader.letterOf.get(column) ?? null, warning('suspectedDuplicate', message)))
    row.kind = 'duplicate'
    row.duplicateOf = of
  }

  private maskedCells(source: SourceRow): Record<string, string> {
    const cells: Record<string, string> = {}
    for (const [index, cell] of source.cells) {
      const field = this.reader.fields.get(index) ?? null
      cells[columnLetter(index)] = cell.unresolved ? NO_RESULT : maskedText(this.vocabulary, cell, field)
    }
    return cells
  }

  /** What can be said only when all rows are read. */
  findings(): Finding[] {
    return [
      ...planFindings(this.vocabulary, this.reader.plan),
      ...this.groups.flatMap(groupFindings),
      ...this.totals.flatMap((total, place) => this.totalFindings(total, place)),
    ]
  }

  /** A printed total agrees with what stands above it, below it, or since the last one; else somebody is asked. */
  private totalFindings({ plan, cells, before, since }: TotalSeen, place: number): Finding[] {
    const { columns, totals } = this.vocabulary
    const start = new Sums(this.vocabulary)
    const next = this.totals.slice(place + 1)
    const nextOf = (isSame: (it: TotalSeen) => boolean) => next.find(isSame)?.before ?? this.sums
    const stretches: [from: Sums, to: Sums][] = [
      [start, before],
      [since, before],
      [before, this.sums],
      [before, nextOf(() => true)],
      [before, nextOf((it) => it.plan.kind !== 'rollup' || it.plan.level <= plan.level)],
      ...this.totals.slice(0, place).map(({ before: from }): [Sums, Sums] => [from, before]),
      [start, this.sums],
    ]
    return totals.flatMap(({ column, label }) => {
      const cell = cells[column]
      const unit = ruleOf(columns, column).cell.unit ?? 'amount'
      const { amount, area, unclear } = present(this.tableContext.units[column], column)
      if (!cell || unclear) return []
      const stated = (unit === 'area' ? areaGiven(cell.text, area) : parseAmount(cell.text, amount)).value
      if (stated === null) return []
      const within = precisionOf(cell.text, stated)
      if (stretches.some(([from, to]) => to.agreesWith(from, column, stated, within))) return []
      const isRollup = plan.kind === 'rollup'
      const actual = this.sums.since(isRollup ? before : start, column)
      const word = UNIT_WORDS[unit]
      const what = isRollup ? `“${plan.label}”` : '合计行'
      const message = `${what}的${label}为 ${formatNumber(stated)} ${word}，可导入的各行相加为 ${formatNumber(actual)} ${word}，请核对`
      // Where rows wait for correction the sum is known to be short; where they were corrected it may be more.
      const isAsked = !this.isPartial && !plan.isChecked
      const note = isAsked ? question('totalDiffers', message) : warning('totalDiffers', message)
      return [at(plan.row, this.reader.letterOf.get(column) ?? null, note)]
    })
  }
}

/** Sums of the amounts that totals add up: of the rows that stand, of those and the suspected duplicates, and of all. */
class Sums {
  /** in hundredths */
  private readonly byColumn = new Map<string, readonly [standing: number, seen: number, all: number]>()

  constructor(private readonly vocabulary: Pick<Vocabulary, 'totals'>) {}

  add(values: Readonly<Record<string, unknown>>, kind: TableRowKind): void {
    for (const { column } of this.vocabulary.totals) {
      const value = values[column]
      if (typeof value !== 'string') continue
      const amount = hundredths(value)
      const [standing, seen, all] = this.of(column)
      this.byColumn.set(column, [
        kind === 'standing' ? standing + amount : standing,
        kind === 'held' ? seen : seen + amount,
        all + amount,
      ])
    }
  }

  copy(): Sums {
    const copy = new Sums(this.vocabulary)
    for (const [column, sums] of this.byColumn) copy.byColumn.set(column, sums)
    return copy
  }

  since(earlier: Sums, column: string): Decimal {
    return new Decimal(this.of(column)[0] - earlier.of(column)[0]).div(100)
  }

  agreesWith(earlier: Sums, column: string, stated: string, within: Decimal): boolean {
    const from = earlier.of(column)
    return this.of(column).some((sum, at) =>
      new Decimal(sum - (from[at] ?? 0)).div(100).minus(stated).abs().lte(within),
    )
  }

  private of(column: string): readonly [number, number, number] {
    return this.byColumn.get(column) ?? NO_SUMS
  }
}

/** Half of the last digit that is printed, and no less than a cent's rounding. */
function precisionOf(printed: string, stated: string): Decimal {
  const [digits = '', , fraction = ''] = /\d[\d,]*(\.(\d{1,9}))?/.exec(halfWidth(printed)) ?? []
  const number = new Decimal(digits.replace(/,/g, '') || 0)
  const step = number.isZero() ? new Decimal(0) : new Decimal(stated).div(number).abs()
  return Decimal.max('0.011', step.times(new Decimal(10).pow(-fraction.length)).times('0.5'))
}

const NO_SUMS = [0, 0, 0] as const

const OR_LEAVE_OUT = '如是项目请补填后导入，如不是请选“不导入”'
/** Why a row that may be none is held. */
const DOUBTS: Record<Doubt, Note> = {
  rollup: refusal('maybeRollup', `没有序号，也没有投资方、日期等内容，像是合计或小计行；${OR_LEAVE_OUT}`),
  note: refusal('maybeNote', `只有这几个字，没有序号、金额和日期，像是备注；${OR_LEAVE_OUT}`),
  continued: refusal('maybeContinued', `没有序号，也没有金额和日期，像是上一行没写完的；${OR_LEAVE_OUT}`),
  part: refusal('maybePart', `序号像是上面一个项目的子项，一并导入会重复计算；${OR_LEAVE_OUT}`),
}

const MAX_COLUMNS = 256

function at(row: number, column: string | null, note: Note): Finding {
  const { code, level, message } = note
  return note.question ? { row, column, code, level, message, question: true } : { row, column, code, level, message }
}

function groupFindings({ plan, column, rows, duplicates, held }: Group): Finding[] {
  const findings: Finding[] = []
  const { label, stated, says, year, kind, row } = plan
  if (kind === 'rollup') {
    findings.push(at(row, column, info('rollupRow', `“${label}”是其他行的合计，不作为一行数据`)))
  }
  if (!says && !year) {
    findings.push(at(row, column, warning('headingUnknown', `看不出分组标题“${label}”说的是什么，未据此填写任何内容`)))
  } else if (says?.column) {
    findings.push(at(row, column, info('headingRead', `“${label}”：${says.reason}，其下各行没有写的据此填写`)))
  }
  if (stated !== null && stated !== rows) {
    const parts = [duplicates > 0 ? `疑似重复 ${duplicates} 行` : null, held > 0 ? `待更正 ${held} 行` : null].filter(
      Boolean,
    )
    const detail = parts.length > 0 ? `（其中${parts.join('、')}）` : ''
    const message = `标题“${label}”写明 ${stated} 个，实有 ${rows} 行${detail}`
    findings.push(at(row, column, warning('groupCountDiffers', message)))
  }
  return findings
}
