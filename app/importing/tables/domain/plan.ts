import type { Day } from '~/shared/day'
import { present } from '~/shared/present'
import { maskText, squeeze } from '~/shared/text'
import {
  answersTo,
  isAmountUnit,
  isAreaUnit,
  NO_ANSWERS,
  rowAnswers,
  type Answers,
  type CellAnswer,
  type SheetAnswer,
  type TableAnswer,
  type Unit,
} from './answers'
import { chooseColumns, ASKED, REMEMBERED, UNKNOWN_COLUMN, type ColumnChosen, type DayPart } from './choose-columns'
import { bareHeader, headerWords, partsOfHeader } from './columns'
import { info, warning, question, type Finding } from './findings'
import {
  headerAround,
  isSubtitle,
  phonesByPerson,
  readSurroundings,
  tablesAcross,
  type HeaderColumn,
  type Surroundings,
} from './header'
import {
  CHOSEN,
  headingPlan,
  judgeRows,
  labelled,
  planChosen,
  planOf,
  type JudgedTable,
  type RowPlan,
} from './judge-rows'
import { mergedReader, type MergedRow } from './merged'
import { maskPhoneCell } from './personal'
import { headerWord, NO_WORDS, type RememberedWord, type RememberedWords } from './remembered'
import { headingOf, type TableShape } from './row-kinds'
import { columnIndex, columnLetter, type Merge, type SourceCell, type SourceRow, type SourceSheet } from './source'
import { SheetSurvey, type TableSeen } from './survey'
import { isUnitAlone, isUnitOfRow, unitsInHeader } from './units'
import { AMOUNT_UNITS, AREA_UNITS, type AmountUnit, type AreaUnit } from '~/shared/units'
import { ruleOf, type ColumnUnits, type RowCells, type TableContext, type Vocabulary } from './vocabulary'

const TAIL_ROWS = 15
const SAMPLES = 3
/** of a header, that is kept */
const MAX_HEADER = 300

/** One column as guessed or corrected. */
export interface PlanColumn {
  /** letter */
  column: string
  header: string
  /** key of the vocabulary's column; null: not imported */
  field: string | null
  guessed: string | null
  /** 0 to 1: how surely it was guessed; below `ASKED` it is asked about */
  confidence: number
  /** why it was guessed so */
  reason: string
  amountUnit: AmountUnit | null
  areaUnit: AreaUnit | null
  /** words of a unit that is not understood: then neither holds */
  unitUnclear: string | null
  /** who said what it holds: contradicted: what somebody chose before, and these cells do not bear out */
  by: 'guess' | 'answer' | 'memory' | 'contradicted'
  /** who said its unit, where the file did not */
  unitBy: 'answer' | 'memory' | null
  /** why the unit that somebody chose before does not hold here */
  unitDoubt: string | null
  /** the field of which its cells say the unit, row by row */
  unitOf?: string
  /** of a day that is told in several columns */
  part: DayPart | null
  isHidden: boolean
  samples: string[]
}

/** How one table of a sheet will be read. */
export interface TablePlan extends Surroundings {
  /** the first row that speaks of it: its title, the heading over it */
  from: number
  /** first and last row of its header; its rows go on to the next table */
  top: number
  bottom: number
  /** which of the tables side by side, from the left */
  beside: number
  /** letters of its first and last columns, where another stands beside it */
  span: [string, string] | null
  date1904: boolean
  columns: PlanColumn[]
  /** why it is left out: no column names its rows, or somebody said so */
  skipped: 'nameless' | 'byUser' | null
  /** its last row, where somebody said so */
  through: number | null
  /** rows around its header, to be shown */
  preview: PreviewRow[]
}

/** Some cells of a row, cut short, phones masked. */
export interface PreviewRow {
  row: number
  cells: string[]
}

/** How a sheet will be read: guessed, stored with the batch, correctable. */
export interface SheetPlan {
  name: string
  /** false: not imported */
  included: boolean
  /** why it is left out */
  skipped: 'noHeader' | 'hidden' | 'byUser' | null
  /** from the top down, and from the left */
  tables: TablePlan[]
  /** the rows that are no data, or may be none */
  rows: RowPlan[]
  /** rows that are not read: no column names them, or somebody said so */
  unread: { from: number; to: number; rows: number; why: string; isChosen?: true }[]
  /** cells that are read as somebody said, whatever they hold */
  cells?: CellAnswer[]
  /** rows hidden or filtered away: they are read, and told */
  hidden: number[]
  /** rows that reach further to the right than is read */
  cut: number
  /** the rows with which it begins, where no table was found */
  preview: PreviewRow[]
}

/** A table of which nothing is known. */
export const UNKNOWN_TABLE: TablePlan = {
  from: 0,
  top: 0,
  bottom: 0,
  beside: 0,
  span: null,
  title: null,
  year: null,
  yearUnclear: null,
  amountUnit: null,
  areaUnit: null,
  unitUnclear: null,
  reportedBy: null,
  statedOn: null,
  date1904: false,
  columns: [],
  skipped: null,
  through: null,
  preview: [],
}

/** The tables to which a row belongs, from the left; none above the first. */
export function tablesAt({ tables }: SheetPlan, row: number): TablePlan[] {
  const last = tables.findLast((table) => (table.from ?? table.top) <= row)
  return last ? tables.filter((table) => table.top === last.top) : []
}

/** The table from which a stored row was read. */
export function tableOfRow(plans: readonly SheetPlan[], sheet: string, row: number, beside = 0): TablePlan {
  const plan = plans.find((it) => it.name === sheet)
  const tables = plan ? tablesAt(plan, row) : []
  return tables.find((table) => (table.beside ?? 0) === beside) ?? tables[0] ?? UNKNOWN_TABLE
}

export interface SheetScan {
  plan: SheetPlan
  merges: Merge[]
  /** rows that hold anything */
  filled: number
  /** rows of which somebody said what they are, as far as they hold anything */
  answered: ReadonlySet<number>
  /** rows that are data */
  data: number
  /** its rows, where they are few enough to be kept; else they are read once more */
  kept: readonly SourceRow[] | null
}

interface ScanOptions {
  /** cells that may be kept for the reading */
  keep?: number
  answers?: Answers
  remembered?: RememberedWords
}

/** Looks a sheet through once and says how it is to be read; what people said of it goes first. */
export async function scanSheet(
  vocabulary: Vocabulary,
  sheet: SourceSheet,
  { keep = 0, answers = NO_ANSWERS, remembered = NO_WORDS }: ScanOptions = {},
): Promise<SheetScan> {
  const given = answersTo(answers, sheet.name)
  const survey = new SheetSurvey(vocabulary, given)
  let kept: SourceRow[] | null = []
  let cells = 0
  for await (const row of sheet.rows()) {
    survey.add(row)
    cells += row.cells.size
    if (cells > keep) kept = null
    else if (row.cells.size > 0) kept?.push(row)
  }
  const merges = [...sheet.merges]
  const plan = planSheet({ vocabulary, sheet, survey, merges, given, remembered })
  const data =
    survey.tables.reduce((sum, { odd, lines, beyond }) => sum + odd.length + lines.length + beyond, 0) -
    plan.rows.length
  return { plan, merges, filled: survey.filled, answered: survey.answered, data: Math.max(0, data), kept }
}

interface Planning {
  vocabulary: Vocabulary
  sheet: SourceSheet
  survey: SheetSurvey
  merges: readonly Merge[]
  given: SheetAnswer | undefined
  remembered: RememberedWords
}

function planSheet(planning: Planning): SheetPlan {
  const { vocabulary, sheet, survey, merges, given } = planning
  const plan: SheetPlan = {
    name: sheet.name,
    included: false,
    skipped: 'noHeader',
    tables: [],
    rows: [],
    unread: [],
    ...(given?.cells && given.cells.length > 0 ? { cells: given.cells } : {}),
    hidden: survey.tables.flatMap(({ hidden }) => hidden).slice(0, MAX_HIDDEN),
    cut: survey.tables.reduce((sum, { cut }) => sum + cut, 0),
    preview: survey.tables.length === 0 ? survey.beginning.map((row) => previewRow(vocabulary, row)) : [],
  }
  const heads = survey.tables.map((seen) => headOf(vocabulary, seen, merges))
  survey.tables.forEach((seen, at) => {
    const until = heads[at + 1]?.from ?? Infinity
    addTables(planning, plan, { seen, head: headOf(vocabulary, seen, merges), until, merges, isFirst: at === 0 })
  })
  if (plan.tables.some(({ skipped }) => !skipped)) {
    plan.included = given?.included ?? !sheet.hidden
    plan.skipped = plan.included ? null : given?.included === false ? 'byUser' : 'hidden'
  } else if (given?.included === false) plan.skipped = 'byUser'
  plan.rows.sort((a, b) => a.row - b.row || a.beside - b.beside)
  return plan
}

const MAX_HIDDEN = 50_000
const PREVIEW_COLUMNS = 10
const PREVIEW_CHARACTERS = 16

function previewRow(
  vocabulary: Vocabulary,
  { number, cells }: SourceRow,
  fieldAt: (index: number) => string | null = () => null,
  first = 0,
): PreviewRow {
  return {
    row: number,
    cells: Array.from({ length: PREVIEW_COLUMNS }, (_, at) => {
      const cell = cells.get(first + at)
      if (!cell) return ''
      const text = maskedText(vocabulary, { ...cell, text: squeeze(cell.text.slice(0, 200)) }, fieldAt(first + at))
      return text.slice(0, PREVIEW_CHARACTERS)
    }),
  }
}

interface Head {
  from: number
  top: number
  bottom: number
  above: SourceRow[]
  blocks: HeaderColumn[][]
}

/** A table's header, and the lines over it that speak of it. */
function headOf(vocabulary: Vocabulary, seen: TableSeen, merges: readonly Merge[]): Head {
  const near = [...seen.before.slice(-6), seen.main, ...seen.first.slice(0, 4)]
  const rows = new Map(near.map((row) => [row.number, row]))
  const { top, bottom, columns } = headerAround(vocabulary, seen.main, rows, merges, seen.given)
  const above = seen.before.filter(({ number }) => number < top)
  const lead: SourceRow[] = []
  for (const row of above.toReversed()) {
    if (!isLone(row) || (lead[0] && lead[0].number - row.number > MOST_BLANKS)) break
    lead.unshift(row)
  }
  return { from: lead[0]?.number ?? top, top, bottom, above, blocks: tablesAcross(vocabulary, columns) }
}

/** blank rows between the lines over a table */
const MOST_BLANKS = 3
const NOT_OF_NEXT = /^(?:合\s*计|总\s*计|小\s*计|共计|注[:：]|备注[:：]|说明[:：]|填表人|审核人|制表人|填报人)/

/** A title, a heading or a line of units: words alone. */
function isLone({ cells }: SourceRow): boolean {
  const all = [...cells.values()]
  const texts = new Set(all.map(({ text }) => squeeze(text)))
  return (
    (all.length <= 2 || texts.size === 1) &&
    all.every(({ number }) => number === undefined) &&
    !NOT_OF_NEXT.test([...texts][0] ?? '')
  )
}

interface Part {
  seen: TableSeen
  head: Head
  /** the row with which the next table begins */
  until: number
  merges: readonly Merge[]
  isFirst: boolean
}

function addTables(planning: Planning, plan: SheetPlan, part: Part): void {
  const { vocabulary, sheet, given } = planning
  const { seen, head, isFirst } = part
  const answer = given?.tables?.find(({ header }) => header === head.top)
  const until = answer?.through === undefined ? part.until : Math.min(part.until, answer.through + 1)
  const lead = isFirst ? head.above : head.above.filter(({ number }) => number >= head.from)
  const below = seen.odd.filter(({ number, cells }) => number < until && cells.size <= 4).slice(-TAIL_ROWS)
  const around = readSurroundings(sheet.name, lead, below, vocabulary.events)
  const known = plan.tables.find(({ skipped }) => skipped !== 'nameless')
  const surroundings = known ? inherited(around, known) : around
  const tables = head.blocks.map((block, beside) => planTable(planning, part, surroundings, answer, block, beside))
  const rows = [...seen.odd.map(({ number }) => number), ...seen.lines.map(({ row }) => row)]
  const leaveOut = (from: number, why: string, isChosen?: true) => {
    const left = rows.filter((row) => row >= from && row < part.until)
    if (left.length === 0 && isChosen && from > head.bottom) return
    const to = left.reduce((last, row) => Math.max(last, row), Math.max(from, head.bottom))
    plan.unread.push({ from, to, rows: left.length, why, ...(isChosen ? { isChosen } : {}) })
  }
  if (isFirst) for (const table of tables) table.from = 1
  plan.tables.push(...tables)
  if (answer?.included === false) return leaveOut(head.top, CHOSEN, true)
  if (tables.every(({ skipped }) => skipped === 'nameless')) return leaveOut(head.top, '没有能认出每行名称的列')
  if (until < part.until) leaveOut(until, CHOSEN, true)
  plan.rows.push(...leadRows(vocabulary, tables[0]!, lead, rowAnswers(given, 0)))
  for (const table of tables) {
    if (table.skipped) continue
    const judged = judgedTable(vocabulary, sheet.name, table, part.merges)
    plan.rows.push(...judgeRows(vocabulary, seen, judged, until, rowAnswers(given, table.beside)))
  }
}

/** What a later table of a sheet leaves unsaid holds from the first. */
function inherited(own: Surroundings, first: Surroundings): Surroundings {
  const saysUnit = own.amountUnit !== null || own.areaUnit !== null || own.unitUnclear !== null
  const saysYear = own.title !== null && own.year !== null
  return {
    ...own,
    title: first.title,
    subtitle: own.subtitle ?? (own.title !== null && isSubtitle(own.title) ? own.title : null),
    year: saysYear ? own.year : first.year,
    yearUnclear: saysYear ? null : first.yearUnclear,
    amountUnit: saysUnit ? own.amountUnit : first.amountUnit,
    areaUnit: saysUnit ? own.areaUnit : first.areaUnit,
    unitUnclear: saysUnit ? own.unitUnclear : first.unitUnclear,
    reportedBy: own.reportedBy ?? first.reportedBy,
    statedOn: own.statedOn ?? first.statedOn,
  }
}

/** The lines over a table: a numbered one is the heading of its first rows. */
function leadRows(
  vocabulary: Vocabulary,
  table: TablePlan,
  lead: readonly SourceRow[],
  answers: ReturnType<typeof rowAnswers>,
): RowPlan[] {
  const titles = titlesOf(table, '')
  const judged = { beside: 0, titles }
  return lead.map((row) => {
    const label = squeeze([...row.cells.values()][0]?.text.slice(0, 200) ?? '')
    const { heading, stated, level } = headingOf(label)
    const isHeading = isLone(row) && level < 6 && !headingPlan(vocabulary, titles, heading).isTitle
    const kind = isHeading ? ({ kind: 'group', heading, stated, level } as const) : ({ kind: 'note' } as const)
    const plan = planOf(vocabulary, judged, row.number, kind)
    const answer = answers.get(row.number)
    if (answer?.kind === 'group') return planChosen(vocabulary, judged, plan, row, answer)
    return isHeading && answer?.kind !== 'note' ? plan : labelled({ ...plan, kind: 'above' }, row)
  })
}

const titlesOf = ({ title, subtitle }: Pick<TablePlan, 'title' | 'subtitle'>, sheet: string) =>
  [subtitle ?? '', title ?? '', sheet].filter((it) => it !== '')

function planTable(
  { vocabulary, sheet, remembered }: Planning,
  { seen, head }: Part,
  around: Surroundings,
  answer: TableAnswer | undefined,
  block: readonly HeaderColumn[],
  beside: number,
): TablePlan {
  const data = seen.first.filter((row) => row.number > head.bottom)
  const isAlone = head.blocks.length === 1
  const extra = isAlone ? columnsWithoutHeader(data, block) : []
  const columns = [...block, ...extra].map(({ index, path }) => ({
    index,
    path,
    samples: data.flatMap((row) => (row.cells.size < 3 ? [] : (row.cells.get(index) ?? []))),
  }))
  const guessed = asPlanned(
    chooseColumns(vocabulary, columns, remembered),
    vocabulary.plannedColumns?.(titlesOf(around, sheet.name)) ?? new Map(),
  )
  const guessedFields = guessed.map(({ field }) => field)
  const meant = columns.map(
    ({ path }, at) => guessedFields[at] ?? headerWords(vocabulary.columns).matchPath(path)?.column ?? null,
  )
  const phones = phonesByPerson(vocabulary, guessedFields, meant)
  const given = new Map(answer?.columns?.map((it) => [it.column, it]))
  const fieldsGiven = new Set([...given.values()].flatMap(({ field }) => (field ? [field] : [])))
  const planned = columns.map((column, at): PlanColumn => {
    const guess = { ...(guessed[at] ?? UNKNOWN_COLUMN), field: phones.get(at) ?? guessedFields[at] ?? null }
    const said = given.get(columnLetter(column.index))
    const isAnswered = said?.field !== undefined
    const isTaken = !isAnswered && guess.field !== null && fieldsGiven.has(guess.field)
    // A field that no vocabulary has is refused later, with its place.
    const answered = said?.field && Object.hasOwn(vocabulary.columns, said.field) ? said.field : null
    const field = isAnswered ? answered : isTaken ? null : guess.field
    const word = headerWord(column.path.join(' / '))
    return {
      ...planColumn(vocabulary, sheet, column, { ...guess, field }, around, {
        answered: said?.unit ?? null,
        remembered: (word !== null && remembered.get(word)) || null,
      }),
      guessed: guess.field,
      ...(isAnswered ? { by: 'answer', confidence: 1, reason: CHOSEN, part: null } : {}),
      ...(isTaken
        ? { confidence: 0.5, reason: `${ruleOf(vocabulary.columns, guess.field ?? '').label}已指定给另一列` }
        : {}),
    }
  })
  const isNamed = vocabulary.naming.some((name) => planned.some(({ field }) => field === name))
  const fieldAt = new Map(columns.map(({ index }, at) => [index, planned[at]?.field ?? null]))
  const shown = [...head.above.slice(-ROWS_ABOVE), ...headerRows(seen, head), ...data.slice(0, ROWS_UNDER)]
  return {
    from: head.from,
    top: head.top,
    bottom: head.bottom,
    beside,
    span: isAlone ? null : [columnLetter(block[0]!.index), columnLetter(block.at(-1)!.index)],
    ...around,
    ...(answer?.year === undefined ? {} : { year: answer.year, yearUnclear: null }),
    date1904: sheet.date1904 === true,
    columns: withUnitColumns(vocabulary, planned).filter(({ header, samples }) => header !== '' || samples.length > 0),
    skipped: answer?.included === false ? 'byUser' : isNamed ? null : 'nameless',
    through: answer?.through ?? null,
    preview: shown.map((row) =>
      previewRow(vocabulary, row, (index) => fieldAt.get(index) ?? null, columns[0]?.index ?? 0),
    ),
  }
}

const UNIT_HEADERS = new Set(['单位', '计量单位', '金额单位', '货币单位', '货币', '币种', '投资单位'])

/** A column of units says in what the amount or area to its left is, row by row. */
function withUnitColumns({ columns: rules }: Vocabulary, planned: readonly PlanColumn[]): PlanColumn[] {
  return planned.map((column, at) => {
    const { field, header, samples } = column
    const isUnits = samples.length > 0 && samples.every((text) => isUnitOfRow(text))
    if (field !== null || !isUnits || !UNIT_HEADERS.has(bareHeader(header.split(' / ').at(-1) ?? ''))) return column
    const measured = planned.slice(0, at).findLast((it) => it.field !== null && rules[it.field]?.cell.unit)?.field
    if (!measured) return column
    return { ...column, unitOf: measured, confidence: 1, reason: `各行“${ruleOf(rules, measured).label}”的单位` }
  })
}

/** Under a title of what is still to come the columns of its days are planned ones: somebody is asked. */
function asPlanned(
  guessed: readonly ColumnChosen[],
  planned: ReadonlyMap<string, string | null>,
): readonly ColumnChosen[] {
  if (planned.size === 0) return guessed
  const taken = new Set(guessed.map(({ field }) => field))
  return guessed.map((each): ColumnChosen => {
    const to = each.field === null || each.by === 'memory' ? undefined : planned.get(each.field)
    if (to === undefined) return each
    const field = to !== null && !taken.has(to) ? to : null
    return { ...each, field, confidence: 0.5, by: 'contradicted', reason: '标题说的是还没有做的事，像是计划的时间' }
  })
}

/** rows that are shown over and under a header */
const ROWS_ABOVE = 4
const ROWS_UNDER = 4

const headerRows = ({ before, main, first }: TableSeen, { top, bottom }: Head) =>
  [...before, main, ...first].filter(({ number }) => number >= top && number <= bottom)

function columnsWithoutHeader(data: readonly SourceRow[], block: readonly HeaderColumn[]): HeaderColumn[] {
  const known = new Set(block.map(({ index }) => index))
  const more = new Set(data.flatMap(({ cells }) => [...cells.keys()].filter((index) => !known.has(index))))
  return [...more].sort((a, b) => a - b).map((index) => ({ index, path: [] }))
}

interface UnitsBefore {
  answered: Unit | null
  remembered: RememberedWord | null
}

function planColumn(
  vocabulary: Vocabulary,
  sheet: SourceSheet,
  { index, path, samples }: { index: number; path: string[]; samples: readonly SourceCell[] },
  { field, confidence, reason, part, by }: ColumnChosen,
  around: Surroundings,
  before: UnitsBefore,
): PlanColumn {
  return {
    column: columnLetter(index),
    header: maskText(path.join(' / ').slice(0, MAX_HEADER)),
    field,
    guessed: field,
    confidence,
    reason,
    by,
    ...columnUnits(vocabulary, path, field, around, before),
    part,
    isHidden: sheet.hiddenColumns?.has(index) === true,
    samples: samplesOf(vocabulary, samples, field),
  }
}

type PlanUnits = Pick<PlanColumn, 'amountUnit' | 'areaUnit' | 'unitUnclear' | 'unitBy' | 'unitDoubt'>

/** The unit of a column: as somebody says, as its header says, or as somebody said of this header before. */
function columnUnits(
  vocabulary: Vocabulary,
  path: readonly string[],
  field: string | null,
  around: Surroundings,
  { answered, remembered }: UnitsBefore,
): PlanUnits {
  const kind = field === null ? undefined : ruleOf(vocabulary.columns, field).cell.unit
  const { amount, area } = unitsInHeader(headerOf(vocabulary, path, field))
  const said = kind === 'amount' ? amount : kind === 'area' ? area : null
  const own: PlanUnits = {
    amountUnit: kind === 'amount' && amount && 'unit' in amount ? amount.unit : null,
    areaUnit: kind === 'area' && area && 'unit' in area ? area.unit : null,
    unitUnclear: said && 'unclear' in said ? said.unclear : null,
    unitBy: null,
    unitDoubt: null,
  }
  const taken = (unit: Unit | null, unitBy: 'answer' | 'memory'): PlanUnits | null => {
    if (unit === null) return null
    if (kind === 'amount' && isAmountUnit(unit))
      return { amountUnit: unit, areaUnit: null, unitUnclear: null, unitBy, unitDoubt: null }
    if (kind === 'area' && isAreaUnit(unit))
      return { amountUnit: null, areaUnit: unit, unitUnclear: null, unitBy, unitDoubt: null }
    return null
  }
  const chosen = taken(answered, 'answer')
  if (chosen) return chosen
  if (!remembered || remembered.field !== field) return own
  const before = taken(remembered.unit, 'memory')
  if (!before) return own
  // What this file says of its units itself goes before what another said.
  const printed = own.amountUnit ?? own.areaUnit ?? (kind === 'amount' ? around.amountUnit : around.areaUnit)
  if (printed === null) return before
  return printed === remembered.unit
    ? own
    : { ...own, unitDoubt: `文件写的是${unitWord(printed)}，本县上次选的是${unitWord(remembered.unit ?? printed)}` }
}

export const unitWord = (unit: Unit): string => (isAmountUnit(unit) ? AMOUNT_UNITS[unit] : AREA_UNITS[unit])

/** The part of a header that speaks of a field: 占地面积（亩） of 占地面积（亩）/建筑面积（㎡）. */
function headerOf({ columns }: Vocabulary, path: readonly string[], field: string | null): string {
  const parts = partsOfHeader(path.at(-1) ?? '')
  const own = parts.filter((text) => headerWords(columns).match(text)?.column === field)
  const isOther = (text: string) => !own.includes(text) && !isUnitAlone(text)
  return own.length > 0 && parts.some(isOther) ? own.join('/') : path.join('/')
}

function samplesOf(vocabulary: Vocabulary, cells: readonly SourceCell[], field: string | null): string[] {
  const samples = new Set<string>()
  for (const cell of cells) {
    samples.add(maskedText(vocabulary, { ...cell, text: cell.text.slice(0, 200) }, field).slice(0, 40))
    if (samples.size === SAMPLES) break
  }
  return [...samples]
}

/** A cell's text as it may be kept: phones masked. */
export function maskedText({ columns }: Vocabulary, cell: SourceCell, field: string | null): string {
  const kind = field === null ? undefined : ruleOf(columns, field).cell
  return kind?.phonesOf || kind?.holdsPhones ? maskPhoneCell(cell.text) : maskText(cell.text.trim())
}

/** What a table's plan makes of its rows; made once a reading. */
export interface TableReader {
  plan: TablePlan
  /** columns that are read, by index */
  fields: ReadonlyMap<number, string>
  letterOf: ReadonlyMap<string, string>
  /** The row as far as it belongs to the table. */
  within(row: SourceRow): SourceRow
  cells(row: SourceRow): RowCells
  /** Asked for each row in order: it carries down what is merged. */
  merged(row: SourceRow): MergedRow
  /** `today`: a day after it has not come, and is held back; null where no day is too late */
  tableContext(headings: TableContext['headings'], today: Day | null, year?: number | null): TableContext
}

interface Indexes {
  fields: Map<number, string>
  headerTexts: Map<number, string>
  /** columns of one day, in order */
  parts: Map<string, [part: DayPart, index: number][]>
}

function indexesOf(vocabulary: Vocabulary, plan: TablePlan): Indexes {
  const found: Indexes = { fields: new Map(), headerTexts: new Map(), parts: new Map() }
  for (const { column, header, field, part } of plan.columns) {
    const index = columnIndex(column)
    const leaf = header.split(' / ').at(-1) ?? ''
    if (leaf !== '') found.headerTexts.set(index, squeeze(leaf))
    if (!field || !Object.hasOwn(vocabulary.columns, field)) continue
    found.fields.set(index, field)
    if (part) found.parts.set(field, [...(found.parts.get(field) ?? []), [part, index]])
  }
  return found
}

const firstIndexes = (fields: ReadonlyMap<number, string>) => {
  const indexes = new Map<string, number>()
  for (const [index, field] of fields) if (!indexes.has(field)) indexes.set(field, index)
  return indexes
}

/** What the rows of a table are judged by: its shape, its columns, its units. */
function judgedTable(vocabulary: Vocabulary, sheet: string, plan: TablePlan, merges: readonly Merge[]): JudgedTable {
  const { fields, headerTexts } = indexesOf(vocabulary, plan)
  const indexOf = firstIndexes(fields)
  const shape: TableShape = {
    headerTexts,
    nameColumn: vocabulary.naming.map((field) => indexOf.get(field)).find((index) => index !== undefined) ?? null,
    serialColumn: (vocabulary.serial !== null ? indexOf.get(vocabulary.serial) : undefined) ?? null,
    width: plan.columns.length,
    mergesByRow: mergesByRow(merges),
  }
  return {
    shape,
    beside: plan.beside,
    indexOf,
    units: unitsOf(vocabulary, plan),
    titles: titlesOf(plan, sheet),
    bottom: plan.bottom,
    inTable: rowWithin(plan),
  }
}

/** Takes of each row the cells that stand in the table. */
function rowWithin({ span }: TablePlan): (row: SourceRow) => SourceRow {
  if (!span) return (row) => row
  const [first, last] = span.map(columnIndex) as [number, number]
  return (row) => ({ ...row, cells: new Map([...row.cells].filter(([index]) => index >= first && index <= last)) })
}

export function tableReader(
  vocabulary: Vocabulary,
  sheet: string,
  stored: TablePlan,
  merges: readonly Merge[] = [],
): TableReader {
  const plan = { ...UNKNOWN_TABLE, ...stored }
  const { fields, parts } = indexesOf(vocabulary, plan)
  const unitColumns = plan.columns.filter(({ unitOf }) => unitOf !== undefined)
  const tableContext = {
    year: plan.year,
    yearUnclear: plan.yearUnclear,
    date1904: plan.date1904,
    statedOn: plan.statedOn,
    titles: titlesOf(plan, sheet),
    columns: new Set(fields.values()),
    units: unitsOf(vocabulary, plan),
  }
  return {
    plan,
    fields,
    letterOf: new Map([...firstIndexes(fields)].map(([field, index]) => [field, columnLetter(index)])),
    within: rowWithin(plan),
    cells(row) {
      const cells: RowCells = {}
      for (const [index, field] of fields) {
        const cell = row.cells.get(index)
        if (cell) cells[field] = cell
      }
      for (const { column, unitOf: field } of unitColumns) {
        const cell = field === undefined ? undefined : cells[field]
        const unit = row.cells.get(columnIndex(column))?.text.trim()
        if (field && cell && unit && /\d$/.test(cell.text.trim()) && isUnitOfRow(unit))
          cells[field] = { text: `${cell.text.trim()}${unit}` }
      }
      for (const [field, columns] of parts) {
        const cell = dayOfParts(columns.map(([part, index]) => [part, row.cells.get(index)?.text ?? '']))
        if (cell) cells[field] = cell
        else delete cells[field]
      }
      return cells
    },
    merged: mergedReader(vocabulary.columns, fields, merges),
    tableContext: (headings, today, year) => ({
      ...tableContext,
      ...(year ? { year, yearUnclear: null } : {}),
      headings,
      today,
    }),
  }
}

const PART_SIGNS: Record<DayPart, string> = { year: '年', month: '月', day: '日' }

/** 2021, 3 and 15 in three columns are 2021年3月15日. */
export function dayOfParts(parts: readonly (readonly [DayPart, string])[]): SourceCell | null {
  const told = parts.filter(([, text]) => text.trim() !== '')
  if (told.length === 0) return null
  return { text: told.map(([part, text]) => `${text.trim().replace(/[年月日号]$/, '')}${PART_SIGNS[part]}`).join('') }
}

function mergesByRow(merges: readonly Merge[]): Map<number, Merge[]> {
  const byRow = new Map<number, Merge[]>()
  for (const merge of merges) {
    if (merge.right === merge.left) continue
    const inRow = byRow.get(merge.top)
    if (inRow) inRow.push(merge)
    else byRow.set(merge.top, [merge])
  }
  return byRow
}

/** The unit of each amount and area: of its column, else of the table, else 万元 and 亩. One that is not understood is none of these. */
function unitsOf({ columns }: Vocabulary, plan: TablePlan): Record<string, ColumnUnits> {
  const measured = Object.entries(columns).filter(([, { cell }]) => cell.unit)
  return Object.fromEntries(
    measured.map(([field, { cell }]): [string, ColumnUnits] => {
      const own = plan.columns.find((column) => column.field === field)
      const said = cell.unit === 'amount' ? own?.amountUnit : own?.areaUnit
      return [
        field,
        {
          amount: own?.amountUnit ?? plan.amountUnit ?? 'wan',
          area: own?.areaUnit ?? plan.areaUnit ?? 'mu',
          unclear: said ? null : (own?.unitUnclear ?? unclearOfTable(plan, cell.unit)),
        },
      ]
    }),
  )
}

function unclearOfTable(
  { unitUnclear, amountUnit, areaUnit }: TablePlan,
  unit: 'amount' | 'area' | undefined,
): string | null {
  return (unit === 'amount' ? amountUnit : areaUnit) ? null : unitUnclear
}

/** What the plan itself is worth saying: columns not known or doubtful, units not stated or not understood. */
export function planFindings(vocabulary: Vocabulary, plan: TablePlan): Finding[] {
  const findings: Finding[] = []
  const at = (column: string | null, note: Omit<Finding, 'row' | 'column'>) =>
    findings.push({ row: plan.bottom, column, ...note })
  for (const column of plan.columns) noteColumn(vocabulary, column, at)
  const { columns, naming, totals } = vocabulary
  const [name] = naming
  const fields = new Map(plan.columns.map((column) => [column.field, column]))
  if (!fields.has(name)) {
    at(null, warning('nameColumnMissing', `没有找到“${ruleOf(columns, name).label}”列，请在“更正读法”中指定`))
  }
  const units = unitsOf(vocabulary, plan)
  for (const [field, found] of fields) {
    if (field === null || !columns[field]?.cell.unit) continue
    const { label, cell } = ruleOf(columns, field)
    const { unclear } = present(units[field], field)
    if (found.unitDoubt)
      at(found.column, question('unitDoubtful', `${label}的单位：${found.unitDoubt}。现按文件读，请确认`))
    if (found.unitBy === 'memory')
      at(
        found.column,
        info(
          'unitRemembered',
          `${label}的单位按${unitWord(found.amountUnit ?? found.areaUnit ?? 'wan')}读：${REMEMBERED}`,
        ),
      )
    if (plan.columns.some(({ unitOf }) => unitOf === field)) continue
    const known = cell.unit === 'area' ? (found.areaUnit ?? plan.areaUnit) : (found.amountUnit ?? plan.amountUnit)
    if (unclear) {
      at(
        found.column,
        question('unitUnclear', `${label}的单位“${unclear}”看不明白，没有写明单位的各行未采用，请确认单位`),
      )
    } else if (!known && totals.some((it) => it.column === field)) {
      at(
        found.column,
        looksLikeYi(found, cell.unit)
          ? question('unitAssumed', `${label}未注明单位，数值都很小，像是亿元；现按万元读，请确认`)
          : warning('unitAssumed', `${label}未注明单位，按${UNIT_WORDS[cell.unit!]}读，请核对`),
      )
    }
  }
  return findings
}

/** No project of some 万元 is worth a ledger: amounts like 1.2, 3 and 0.5 are 亿元. */
export function looksLikeYi({ samples }: Pick<PlanColumn, 'samples'>, unit: 'amount' | 'area' | undefined): boolean {
  const numbers = samples.map((text) => Number(text.replace(/,/g, '')))
  return unit === 'amount' && numbers.length > 1 && numbers.every((number) => number > 0 && number < SMALL_WAN)
}

const SMALL_WAN = 100

function noteColumn(
  { columns }: Vocabulary,
  column: PlanColumn,
  at: (column: string, note: Omit<Finding, 'row' | 'column'>) => void,
): void {
  const { column: letter, header, field, by, confidence, reason, unitOf, samples } = column
  if (column.isHidden && header !== '')
    at(letter, info('columnHidden', `“${header}”列是隐藏列${field ? '，内容照常读取' : ''}`))
  if (!field) {
    if (unitOf) return void at(letter, info('columnUnderstood', `“${header}”列是${reason}`))
    if (header === '') {
      if (samples.length > 1) at(letter, warning('columnUnknown', `${letter} 列没有表头，其内容不导入（原文随行保存）`))
      return
    }
    if (by === 'answer' || by === 'memory')
      return void at(letter, info('columnLeftOut', `“${header}”列不导入：${reason}（原文随行保存）`))
    if (by === 'contradicted')
      return void at(letter, question('columnDoubtful', `“${header}”列没有采用：${reason}。请核对`))
    const why = reason && confidence > 0 ? `（${reason}）` : ''
    at(letter, warning('columnUnknown', `“${header}”列没有对应字段${why}，其内容不导入（原文随行保存）`))
    return
  }
  if (by === 'answer') return
  const { label } = ruleOf(columns, field)
  if (by === 'memory') at(letter, info('columnRemembered', `“${header}”列按“${label}”读：${reason}`))
  else if (confidence < ASKED || by === 'contradicted')
    at(letter, question('columnDoubtful', `“${header}”列按“${label}”读，把握不大：${reason}。请核对`))
  else if (confidence < SURE) at(letter, info('columnUnderstood', `“${header}”列按“${label}”读：${reason}`))
}

/** From here on nothing need be said. */
const SURE = 0.86

/** In what amounts and areas are kept. */
export const UNIT_WORDS = { amount: '万元', area: '亩' } as const
