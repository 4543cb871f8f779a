import { isDay, type Day } from '~/shared/day'
import { maskText, squeeze } from '~/shared/text'
import { headerWords } from './columns'
import { parseDay, yearSaid } from './days'
import type { Merge, SourceRow } from './source'
import { isMeasure, isUnitAlone, unitsInLine, type UnitSaid } from './units'
import type { AmountUnit, AreaUnit } from '~/shared/units'
import type { Vocabulary } from './vocabulary'

const MAX_LEVELS = 3
const MIN_COLUMNS = 3
/** what a title or a line around the table has to say stands at its beginning */
const MAX_TEXT = 500
const MAX_HEADER = 40

type Words = Pick<Vocabulary, 'columns' | 'naming' | 'serial'>

export interface HeaderColumn {
  index: number
  /** the texts over the column, from the outermost in */
  path: string[]
}

export interface Header {
  /** first and last row of the header */
  top: number
  bottom: number
  columns: HeaderColumn[]
}

/** How much a row looks like a header. */
export interface HeaderSigns {
  /** different columns that its texts name */
  columns: number
  /** of these, those that are named by a whole header */
  exact: number
  hasName: boolean
}

export function headerSigns({ columns, naming }: Words, row: SourceRow): HeaderSigns {
  const words = headerWords(columns)
  const found = new Map<string, boolean>()
  for (const { text, number } of row.cells.values()) {
    const match = number === undefined && text.length <= MAX_HEADER ? words.match(text) : null
    if (match) found.set(match.column, found.get(match.column) || match.how !== 'ending')
  }
  const exact = [...found.values()].filter(Boolean).length
  return { columns: found.size, exact, hasName: naming.some((column) => found.has(column)) }
}

/** A header names at least three columns, one of them what names a row. */
export function isHeader({ columns, exact, hasName }: HeaderSigns): boolean {
  return columns >= MIN_COLUMNS && exact >= 2 && hasName
}

/** The header whose fullest row is `main`, with the levels above and below it; `given`: the rows that somebody said it has. */
export function headerAround(
  words: Words,
  main: SourceRow,
  rows: ReadonlyMap<number, SourceRow>,
  merges: readonly Merge[],
  given: { top: number; bottom?: number } | null = null,
): Header {
  const top = given?.top ?? topOf(words, main.number, rows, merges)
  const bottom = given?.bottom ?? unitsBelow(bottomOf(words, main, rows, merges), rows)
  return { top, bottom, columns: readColumns(top, bottom, rows, merges) }
}

function topOf(words: Words, main: number, rows: ReadonlyMap<number, SourceRow>, merges: readonly Merge[]): number {
  const above = merges.filter((it) => it.bottom >= main && it.top < main && it.bottom - it.top < MAX_LEVELS)
  const top = Math.min(main, ...above.map((it) => it.top))
  if (top < main) return top
  // Without merges: a row of group names just above, over columns whose leaves stand below.
  const before = rows.get(main - 1)
  return before && before.cells.size >= MIN_COLUMNS && headerSigns(words, before).columns >= MIN_COLUMNS
    ? main - 1
    : main
}

function bottomOf(
  words: Words,
  main: SourceRow,
  rows: ReadonlyMap<number, SourceRow>,
  merges: readonly Merge[],
): number {
  const down = merges.filter(
    (it) => it.top <= main.number && it.bottom > main.number && it.bottom - it.top < MAX_LEVELS,
  )
  const byMerge = Math.max(main.number, ...down.map((it) => it.bottom))
  if (byMerge > main.number) return byMerge
  const next = rows.get(main.number + 1)
  return next && looksLikeLeaves(words, next, main) ? main.number + 1 : main.number
}

/** Leaves without merges: only words, some of them headers, none over an own header but under a group. */
function looksLikeLeaves(words: Words, next: SourceRow, parents: SourceRow): boolean {
  // One text alone is the heading of a group.
  if (next.cells.size < 2 || next.cells.size >= parents.cells.size) return false
  let known = 0
  for (const cell of next.cells.values()) {
    if (cell.number !== undefined || cell.day || cell.text.length > 20) return false
    const match = headerWords(words.columns).match(cell.text)
    if (match && match.how !== 'ending') known++
  }
  return known * 2 >= next.cells.size
}

/** A row of units below a header belongs to it: （亿元） under 总投资. */
function unitsBelow(bottom: number, rows: ReadonlyMap<number, SourceRow>): number {
  const next = rows.get(bottom + 1)
  return next && next.cells.size > 0 && [...next.cells.values()].every(({ text }) => isMeasure(text))
    ? bottom + 1
    : bottom
}

function readColumns(
  top: number,
  bottom: number,
  rows: ReadonlyMap<number, SourceRow>,
  merges: readonly Merge[],
): HeaderColumn[] {
  let width = 0
  for (let number = top; number <= bottom; number++) {
    for (const index of rows.get(number)?.cells.keys() ?? []) width = Math.max(width, index + 1)
  }
  const within = merges.filter((it) => it.top <= bottom && it.bottom >= top)
  const textAt = (number: number, index: number): string => {
    const own = rows.get(number)?.cells.get(index)?.text
    if (own) return squeeze(own)
    const merge = within.find((it) => number >= it.top && number <= it.bottom && index >= it.left && index <= it.right)
    return merge ? squeeze(rows.get(merge.top)?.cells.get(merge.left)?.text ?? '') : ''
  }
  const hasMerges = within.some((it) => it.right > it.left)
  const columns: HeaderColumn[] = []
  for (let index = 0; index < width; index++) {
    const path: string[] = []
    for (let number = top; number <= bottom; number++) {
      let text = textAt(number, index)
      const isLeaf = number === bottom
      const leaf = textAt(bottom, index)
      if (text === '' && !isLeaf && !hasMerges && leaf !== '' && !isMeasure(leaf)) text = leftOf(number, index, textAt)
      if (text === '' || path.at(-1) === text) continue
      // A unit is said of the text above it, and is no level of its own.
      if (path.length > 0 && isMeasure(text)) path.push(`${path.pop()}（${text.replace(/^[（(]|[)）]$/g, '')}）`)
      else path.push(text)
    }
    columns.push({ index, path })
  }
  return columns
}

/** A group name that was not merged stands over its first column only. */
function leftOf(number: number, index: number, textAt: (number: number, index: number) => string): string {
  for (let at = index - 1; at >= 0; at--) {
    const text = textAt(number, at)
    if (text !== '') return text
  }
  return ''
}

/** The columns of tables that stand side by side under one row of headers, from left to right; one alone comes back whole. */
export function tablesAcross(words: Words, columns: readonly HeaderColumn[]): HeaderColumn[][] {
  const matcher = headerWords(words.columns)
  const leaf = ({ path }: HeaderColumn) => path.join('/')
  const known = (block: readonly HeaderColumn[]) => {
    const found = new Set(block.flatMap(({ path }) => matcher.matchPath(path)?.column ?? []))
    return found.size >= MIN_COLUMNS && words.naming.some((column) => found.has(column))
  }
  const first = columns.find(({ path }) => path.length > 0)
  if (!first) return []
  const starts = columns.filter((column, at) => {
    if (column === first) return true
    if (column.path.length === 0) return false
    return leaf(column) === leaf(first) || columns[at - 1]!.path.length === 0
  })
  const blocks = starts.map((start, at) => {
    const end = starts[at + 1]?.index ?? Infinity
    return columns.filter(({ index }) => index >= start.index && index < end)
  })
  // A gap within one table is none between two: each must be a table by itself.
  return blocks.length > 1 && blocks.every(known) ? blocks : [[...columns]]
}

/** 联系电话 belongs to the person named to its left: the columns that are phones of another person than they say. */
export function phonesByPerson(
  { columns }: Pick<Words, 'columns'>,
  fields: readonly (string | null)[],
  meant: readonly (string | null)[],
): Map<number, string> {
  const phonesOf = new Map<string, string>()
  for (const [column, { cell }] of Object.entries(columns)) {
    if (cell.phonesOf && !phonesOf.has(cell.phonesOf)) phonesOf.set(cell.phonesOf, column)
  }
  const [general] = phonesOf.values()
  const found = new Map<number, string>()
  let person: string | null = null
  meant.forEach((field, at) => {
    if (field === null) return
    if (phonesOf.has(field)) person = field
    if (field !== general || person === null) return
    const own = phonesOf.get(person)!
    if (own !== general && !fields.includes(own)) found.set(at, own)
  })
  return found
}

/** What stands around the table: title, unit line, 填报单位, 填表日期. */
export interface Surroundings {
  title: string | null
  /** the line nearest to the table that is neither its title nor of units: 在谈项目 */
  subtitle?: string | null
  year: number | null
  /** why there is none, where the title names several */
  yearUnclear: string | null
  amountUnit: AmountUnit | null
  areaUnit: AreaUnit | null
  /** words of a unit that is not understood: then none holds */
  unitUnclear: string | null
  reportedBy: string | null
  /** 填表日期: an unknown day counts from here at the latest */
  statedOn: Day | null
}

const REPORTED_BY = /(?:填报|报送|填表|制表|上报)(?:单位|部门)(?:\(盖?章?\)|（盖?章?）)?[:：]\s*([^\s:：]{2,40})/
const STATED_ON =
  /(?:填表|填报|制表|报送|上报|统计|截止|截至|更新)(?:日期|时间)?[:：]?\s*((?:19|20|21)\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)/
/** What stands in one cell with a title: （单位：万元）, （截至2021年5月20日）. */
const BESIDE_TITLE =
  /(?<=\S)\s*(?:[(（][^()（）]*(?:单位[:：]?|(?:金额|面积|投资额|总投资)[:：]|截至|截止|统计|填报|填表)[^()（）]*[)）]|\s(?:金额|面积|计量)?单位[:：].*$)/g

const textsOf = (rows: readonly SourceRow[]) =>
  rows.flatMap((row) => [...row.cells.values()].map((cell) => cell.text.slice(0, MAX_TEXT).trim()))

/** `above` are the rows over the header, `below` the last rows of the table. */
export function readSurroundings(
  sheetName: string,
  above: readonly SourceRow[],
  below: readonly SourceRow[],
  events?: RegExp,
): Surroundings {
  const top = textsOf(above)
  const titles = top.map((text) => text.replace(BESIDE_TITLE, '').trim())
  const title = titles.find((text) => text.length >= 4 && !isBesideTable(text)) ?? null
  const all = [...top, ...textsOf(below)]
  const lines = [...above.flatMap(linesOfUnits), ...textsOf(below), sheetName.slice(0, MAX_TEXT)]
  const first = (pattern: RegExp) =>
    all.map((text) => pattern.exec(squeeze(text))?.[1]).find((it) => it !== undefined) ?? null
  const units = lines.map((text) => unitsInLine(squeeze(text)))
  const amount = agreed(units.map((it) => it.amount))
  const area = agreed(units.map((it) => it.area))
  const reportedBy = first(REPORTED_BY)
  const stated = all
    .filter((text) => !(text === title))
    .map((text) => STATED_ON.exec(squeeze(text))?.[1])
    .find((it) => it !== undefined)
  const day = stated ? (parseDay({ text: stated }, { year: null }).value?.from ?? null) : dateBeside(below)
  const year = (title ? yearSaid(title, events) : null) ?? yearSaid(sheetName, events)
  const subtitle = titles.findLast((text) => isSubtitle(text) && text !== title) ?? null
  return {
    title: title && maskText(title).slice(0, 120),
    subtitle: subtitle && maskText(subtitle).slice(0, 120),
    year: year && 'year' in year ? year.year : null,
    yearUnclear: year && 'unclear' in year ? year.unclear : null,
    amountUnit: amount && 'unit' in amount ? amount.unit : null,
    areaUnit: area && 'unit' in area ? area.unit : null,
    unitUnclear:
      [amount, area].flatMap((it) => (it && 'unclear' in it ? [maskText(it.unclear).slice(0, 60)] : []))[0] ?? null,
    reportedBy: reportedBy && maskText(reportedBy),
    statedOn: day && isDay(day) ? day : null,
  }
}

/** A line that names what the table holds, and is no instruction: 在谈项目, but not 不含在谈项目. */
export const isSubtitle = (text: string) =>
  SUBTITLE.test(squeeze(text)) && !/不含|不包括|除|[须请应需]|注明|说明/.test(text)

const SUBTITLE = /^[（(]?[^:：,，;；。]{0,18}(?:项目|台账|表|清单|库|名单)[）)]?$/

/** Of a row of several cells, such as the header of a summary, only what says that it is a unit. */
function linesOfUnits(row: SourceRow): string[] {
  const texts = textsOf([row])
  return texts.length < 3 ? texts : texts.filter((text) => /单位|^(?:金额|面积)[:：]/.test(text))
}

const isBesideTable = (text: string) => {
  const { amount, area } = unitsInLine(text)
  return amount !== null || area !== null || isUnitAlone(text) || REPORTED_BY.test(text) || STATED_ON.test(text)
}

/** What several lines say together: they may repeat one unit, and not name two. */
function agreed<Unit>(said: readonly UnitSaid<Unit>[]): UnitSaid<Unit> {
  const told = said.filter((it) => it !== null)
  const [one] = told
  if (one === undefined) return null
  const unclear = told.find((it) => 'unclear' in it)
  if (unclear) return unclear
  const units = new Set(told.flatMap((it) => ('unit' in it ? [it.unit] : [])))
  return units.size > 1 ? { unclear: '表外写了几种单位' } : one
}

/** 填表日期： in one cell and the day in the next. */
function dateBeside(rows: readonly SourceRow[]): Day | null {
  for (const row of rows) {
    const cells = [...row.cells.entries()].sort(([a], [b]) => a - b).map(([, cell]) => cell)
    const at = cells.findIndex((cell) =>
      /(?:填表|填报|制表|报送|截止|截至)(?:日期|时间)[:：]?$/.test(squeeze(cell.text)),
    )
    const next = at < 0 ? undefined : cells[at + 1]
    const range = next ? parseDay(next, { year: null }).value : null
    if (range?.precision === 'day') return range.from
  }
  return null
}
