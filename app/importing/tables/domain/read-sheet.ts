import type { Day } from '~/shared/day'
import { Decimal, formatNumber } from '~/shared/money'
import { present } from '~/shared/present'
import { maskText } from '~/shared/text'
import { parseAmount, parseArea } from './amounts'
import { info, warning, type Finding, type Note } from './findings'
import {
  maskedText,
  planFindings,
  tableAt,
  tableReader,
  UNIT_WORDS,
  type SheetPlan,
  type TablePlan,
  type TableReader,
} from './plan'
import { understandRow } from './read-row'
import { columnLetter, type Merge, type SourceRow } from './source'
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
  kind: TableRowKind
  /** by column letter, phones masked */
  cells: Record<string, string>
  draft: Draft
  findings: Finding[]
  identity: Identity
  /** whole, to be kept apart from the row */
  phones: string[]
  duplicateOf: RowPlace | null
}

export interface RowPlace {
  sheet: string
  rowNumber: number
}

export interface SheetReading {
  summary: SheetSummary
  /** of the sheet as a whole: columns, groups, totals */
  findings: Finding[]
}

/** What earlier rows of the same file said; shared by its sheets. */
export interface FileMemory<Draft extends TableDraft = TableDraft> {
  alike: LikenessIndex<Draft, RowPlace>
  identities: Map<string, { rows: number; first: RowPlace | null }>
  /** numbers that rows of each identity have taken among the subjects that share it */
  ordinals: Map<string, Set<number>>
}

export function fileMemory<Draft extends TableDraft>(vocabulary: Vocabulary<Draft>): FileMemory<Draft> {
  return { alike: vocabulary.likeness(), identities: new Map(), ordinals: new Map() }
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
  const tables = new Map<TablePlan, TableReading<Draft>>()
  for await (const source of rows) {
    const table = tableAt(plan, source.number)
    if (!table || source.number <= table.bottom) continue
    const reader = () => tableReader(vocabulary, plan.name, table, merges)
    const reading = tables.get(table) ?? new TableReading(vocabulary, plan.name, reader(), memory, today)
    tables.set(table, reading)
    const row = reading.read(source)
    if (!row) continue
    tally.add(row.kind, row.draft)
    yield row
  }
  const findings = plan.tables.flatMap((table) => tables.get(table)?.findings() ?? planFindings(vocabulary, table))
  return { summary: tally.summary(plan.name), findings }
}

interface Group {
  row: number
  column: string
  heading: string
  stated: number | null
  rows: number
  duplicates: number
  held: number
}

/** The rows of one table, in order. */
class TableReading<Draft extends TableDraft> {
  private readonly groups: Group[] = []
  private readonly totals: { row: SourceRow; cells: RowCells }[] = []
  private readonly tally: SheetTally<Draft>
  private sheetContext: TableContext

  constructor(
    private readonly vocabulary: Vocabulary<Draft>,
    private readonly sheet: string,
    readonly reader: TableReader,
    private readonly memory: FileMemory<Draft>,
    private readonly today: Day | null,
  ) {
    this.sheetContext = reader.sheetContext({}, today)
    this.tally = new SheetTally(vocabulary)
  }

  /** null for a row that holds no data of its own */
  read(source: SourceRow): TableRow<Draft> | null {
    const { reader } = this
    const merged = reader.merged(source)
    const kind = reader.kind(source)
    if (kind.kind === 'group') this.openGroup(source, kind.heading, kind.stated)
    if (kind.kind === 'total') this.totals.push({ row: source, cells: reader.cells(source) })
    if (kind.kind !== 'data') return null
    const own = reader.cells(source)
    if (Object.keys(own).every((field) => field === this.vocabulary.serial)) return null
    const row = this.readRow(merged.row, merged.row === source ? own : reader.cells(merged.row), merged.notes)
    const group = this.groups.at(-1)
    if (group) {
      group.rows++
      if (row.kind === 'duplicate') group.duplicates++
      if (row.kind === 'held') group.held++
    }
    this.tally.add(row.kind, row.draft)
    return row
  }

  private openGroup(source: SourceRow, text: string, stated: number | null): void {
    const heading = maskText(text)
    const column = columnLetter(Math.min(...source.cells.keys()))
    this.groups.push({ row: source.number, column, heading, stated, rows: 0, duplicates: 0, held: 0 })
    const field = this.vocabulary.headingColumn(heading)
    if (!field) return
    this.sheetContext = this.reader.sheetContext(
      { ...this.sheetContext.headings, [field]: heading.slice(0, MAX_HEADING) },
      this.today,
    )
  }

  private readRow(source: SourceRow, cells: RowCells, mergedNotes: readonly Note[]): TableRow<Draft> {
    const { reader, vocabulary } = this
    const { draft, notes, phones, isHeld } = understandRow(vocabulary, cells, this.sheetContext)
    const findings: Finding[] = notes.map((note) =>
      at(source.number, note.column ? (reader.letterOf.get(note.column) ?? null) : null, note),
    )
    for (const note of mergedNotes) findings.push(at(source.number, null, note))
    this.noteIgnoredErrors(source, findings)
    const row: TableRow<Draft> = {
      sheet: this.sheet,
      rowNumber: source.number,
      kind: isHeld ? 'held' : 'standing',
      cells: this.maskedCells(source),
      draft,
      findings,
      identity: isHeld ? vocabulary.printOf(draft) : vocabulary.identityOf(draft),
      phones,
      duplicateOf: null,
    }
    if (!isHeld) this.suspectDuplicate(row)
    return row
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
    const { sheet, rowNumber, draft, identity } = row
    const seen = memory.identities.get(identity.key) ?? { rows: 0, first: null }
    memory.identities.set(identity.key, seen)
    seen.rows++
    if (!identity.isUnique) draft.ordinal = seen.rows
    const same = seen.first
    const like = same ? null : memory.alike.find(draft)
    const of = same ?? like?.of ?? null
    if (!of) {
      seen.first = { sheet, rowNumber }
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
      ...this.groups.flatMap(groupFinding),
      ...this.totalFindings(),
    ]
  }

  private totalFindings(): Finding[] {
    const last = this.totals.at(-1)
    if (!last || !/^(?:合|总|共)/.test([...last.row.cells.values()][0]?.text.trim() ?? '')) return []
    const { columns, totals } = this.vocabulary
    const { counts } = this.tally.summary(this.sheet)
    return totals.flatMap(({ column, label, count }) => {
      const text = last.cells[column]?.text ?? ''
      const unit = ruleOf(columns, column).cell.unit ?? 'amount'
      const { amount, area } = present(this.sheetContext.units[column], `the unit of ${column}`)
      const stated = (unit === 'area' ? parseArea(text, area) : parseAmount(text, amount)).value
      const actual = counts[count] ?? 0
      if (stated === null || new Decimal(stated).minus(actual).abs().lt('0.01')) return []
      const word = UNIT_WORDS[unit]
      const message = `合计行的${label}为 ${formatNumber(stated)} ${word}，可导入的各行相加为 ${formatNumber(actual)} ${word}，请核对`
      return [at(last.row.number, this.reader.letterOf.get(column) ?? null, warning('totalDiffers', message))]
    })
  }
}

const MAX_HEADING = 60
/** What is kept of a formula without a result. */
export const NO_RESULT = '（公式无结果）'

function at(row: number, column: string | null, note: Note): Finding {
  return { row, column, code: note.code, level: note.level, message: note.message }
}

function groupFinding(group: Group): Finding[] {
  if (group.stated === null || group.stated === group.rows) return []
  const parts = [
    group.duplicates > 0 ? `疑似重复 ${group.duplicates} 行` : null,
    group.held > 0 ? `待更正 ${group.held} 行` : null,
  ].filter(Boolean)
  const detail = parts.length > 0 ? `（其中${parts.join('、')}）` : ''
  const message = `标题“${group.heading}”写明 ${group.stated} 个，实有 ${group.rows} 行${detail}`
  return [at(group.row, group.column, warning('groupCountDiffers', message))]
}
