import { isDay, type Day } from '~/shared/day'
import { valueAt } from '~/shared/present'
import { maskText, squeeze } from '~/shared/text'
import { amountUnitIn, areaUnitIn, type AmountUnit, type AreaUnit } from './amounts'
import { headerWords, type HeaderMatch } from './columns'
import { parseDay, yearIn } from './days'
import type { Merge, SourceRow } from './source'
import { ruleOf, type Vocabulary } from './vocabulary'

const MAX_LEVELS = 3
const MIN_COLUMNS = 3
/** what a title or a line around the table has to say stands at its beginning */
const MAX_TEXT = 500

type Words = Pick<Vocabulary, 'columns' | 'naming'>

export interface HeaderColumn {
  index: number
  /** the texts over the column, from the outermost in */
  path: string[]
  field: string | null
  amountUnit: AmountUnit | null
  areaUnit: AreaUnit | null
}

export interface Header {
  /** first and last row of the header */
  top: number
  bottom: number
  columns: HeaderColumn[]
}

function columnsIn({ columns }: Words, row: SourceRow): Set<string> {
  const found = new Set<string>()
  const words = headerWords(columns)
  for (const cell of row.cells.values()) {
    const match = cell.text.length <= 40 ? words.match(cell.text) : null
    if (match) found.add(match.column)
  }
  return found
}

/** Finds the header by its words: the row that names most columns, with the levels above and below it. */
export function findHeader(words: Words, rows: readonly SourceRow[], merges: readonly Merge[]): Header | null {
  let best: { row: SourceRow; count: number } | null = null
  for (const row of rows) {
    const found = columnsIn(words, row)
    if (found.size < MIN_COLUMNS || !words.naming.some((column) => found.has(column))) continue
    if (best === null || found.size > best.count) best = { row, count: found.size }
  }
  if (!best) return null
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  const main = best.row.number
  const top = topOf(words, main, byNumber, merges)
  const bottom = bottomOf(words, main, byNumber, merges)
  return { top, bottom, columns: readColumns(words, top, bottom, byNumber, merges) }
}

function topOf(words: Words, main: number, rows: Map<number, SourceRow>, merges: readonly Merge[]): number {
  const above = merges.filter((it) => it.bottom >= main && it.top < main && it.bottom - it.top < MAX_LEVELS)
  const top = Math.min(main, ...above.map((it) => it.top))
  if (top < main) return top
  // Without merges: a row of group names just above, over columns whose leaves stand below.
  const before = rows.get(main - 1)
  return before && before.cells.size >= MIN_COLUMNS && columnsIn(words, before).size >= MIN_COLUMNS ? main - 1 : main
}

function bottomOf(words: Words, main: number, rows: Map<number, SourceRow>, merges: readonly Merge[]): number {
  const down = merges.filter((it) => it.top <= main && it.bottom > main && it.bottom - it.top < MAX_LEVELS)
  const byMerge = Math.max(main, ...down.map((it) => it.bottom))
  if (byMerge > main) return byMerge
  const parents = valueAt(rows, main)
  const next = rows.get(main + 1)
  return next && looksLikeLeaves(words, next, parents) ? main + 1 : main
}

/** Leaves without merges: only words, some of them headers, none over an own header but under a group. */
function looksLikeLeaves(words: Words, next: SourceRow, parents: SourceRow): boolean {
  if (next.cells.size === 0 || next.cells.size >= parents.cells.size) return false
  let known = 0
  for (const cell of next.cells.values()) {
    if (cell.number !== undefined || cell.day || cell.text.length > 20) return false
    if (headerWords(words.columns).match(cell.text)) known++
  }
  return known * 2 >= next.cells.size
}

function readColumns(
  words: Words,
  top: number,
  bottom: number,
  rows: Map<number, SourceRow>,
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
  const paths: string[][] = []
  for (let index = 0; index < width; index++) {
    const path: string[] = []
    for (let number = top; number <= bottom; number++) {
      let text = textAt(number, index)
      const isLeaf = number === bottom
      if (text === '' && !isLeaf && !hasMerges && textAt(bottom, index) !== '') text = leftOf(number, index, textAt)
      if (text !== '' && path.at(-1) !== text) path.push(text)
    }
    paths.push(path)
  }
  return assignColumns(words, paths)
}

/** A group name that was not merged stands over its first column only. */
function leftOf(number: number, index: number, textAt: (number: number, index: number) => string): string {
  for (let at = index - 1; at >= 0; at--) {
    const text = textAt(number, at)
    if (text !== '') return text
  }
  return ''
}

function assignColumns({ columns }: Words, paths: string[][]): HeaderColumn[] {
  const words = headerWords(columns)
  const matches = paths.map((path) => words.matchPath(path))
  const winner = new Map<string, number>()
  matches.forEach((match, index) => {
    if (!match) return
    const holder = winner.get(match.column)
    if (holder === undefined || match.rank < (matches[holder]?.rank ?? Infinity)) winner.set(match.column, index)
  })
  const phones = phonesByPerson({ columns }, matches, winner)
  return paths.map((path, index) => {
    const match = matches[index]
    const field = phones.get(index) ?? (match && winner.get(match.column) === index ? match.column : null)
    const header = path.join('/')
    const unit = field === null ? undefined : ruleOf(columns, field).cell.unit
    return {
      index,
      path,
      field,
      amountUnit: unit === 'amount' ? amountUnitIn(header.replace(/人民币/g, '')) : null,
      areaUnit: unit === 'area' ? areaUnitIn(header) : null,
    }
  })
}

/** 联系电话 belongs to the person named to its left: the columns that are phones of another person than they say. */
function phonesByPerson(
  { columns }: Pick<Words, 'columns'>,
  matches: readonly (HeaderMatch | null)[],
  winner: ReadonlyMap<string, number>,
): Map<number, string> {
  const phonesOf = new Map<string, string>()
  for (const [column, { cell }] of Object.entries(columns)) {
    if (cell.phonesOf && !phonesOf.has(cell.phonesOf)) phonesOf.set(cell.phonesOf, column)
  }
  const [general] = phonesOf.values()
  const found = new Map<number, string>()
  let person: string | null = null
  matches.forEach((match, index) => {
    if (!match) return
    if (phonesOf.has(match.column)) person = match.column
    if (match.column !== general || person === null) return
    const own = valueAt(phonesOf, person)
    if (own !== general && !winner.has(own)) found.set(index, own)
  })
  return found
}

/** What stands around the table: title, unit line, 填报单位, 填表日期. */
export interface Surroundings {
  title: string | null
  year: number | null
  amountUnit: AmountUnit | null
  areaUnit: AreaUnit | null
  reportedBy: string | null
  /** 填表日期: an unknown day counts from here at the latest */
  statedOn: Day | null
}

/** 单位 of money or land; 填报单位, 责任单位 and the like are offices. */
const UNIT_LINE =
  /(?:^|[\s(（、,，;；]|金额|面积|计量|资金|投资|货币)单位[:：]?\s*([^:：]*?(?:元|亩|公顷|㎡|平方米)[^:：]*)/
const UNIT_IN_BRACKETS = /[(（]([^()（）]*(?:万元|亿元)[^()（）]*)[)）]/
/** A unit stands alone: neither 三元区 nor 亿元以上 is one. */
const UNIT_WORD =
  /^(?:单位|金额|总?投资|资金|面积|用地|人民币)*(?:[亿万]?元|[亿万]|亩|公顷|㎡|m2|m²|平方米|平米)(?:人民币)?$/i
const REPORTED_BY = /(?:填报|报送|填表|制表|上报)(?:单位|部门)(?:\(盖?章?\)|（盖?章?）)?[:：]\s*([^\s:：]{2,40})/
const STATED_ON =
  /(?:填表|填报|制表|报送|上报|统计|截止|截至|更新)(?:日期|时间)?[:：]?\s*((?:19|20|21)\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)/
/** What stands in one cell with a title: （单位：万元）, （截至2021年5月20日）. */
const BESIDE_TITLE =
  /(?<=\S)\s*(?:[(（][^()（）]*(?:单位[:：]?|截至|截止|统计|填报|填表)[^()（）]*[)）]|\s(?:金额|面积|计量)?单位[:：].*$)/g

/** `above` are the rows over the header, `below` the last rows of the sheet. */
export function readSurroundings(
  sheetName: string,
  above: readonly SourceRow[],
  below: readonly SourceRow[],
): Surroundings {
  const texts = (rows: readonly SourceRow[]) =>
    rows.flatMap((row) => [...row.cells.values()].map((cell) => cell.text.slice(0, MAX_TEXT).trim()))
  const top = texts(above)
  const titles = top.map((text) => text.replace(BESIDE_TITLE, '').trim())
  const title =
    titles.find(
      (text) => text.length >= 4 && !UNIT_LINE.test(text) && !REPORTED_BY.test(text) && !STATED_ON.test(text),
    ) ?? null
  const all = [...top, ...texts(below)]
  const first = (pattern: RegExp) =>
    all.map((text) => pattern.exec(squeeze(text))?.[1]).find((it) => it !== undefined) ?? null
  const units = [UNIT_LINE, UNIT_IN_BRACKETS].flatMap((pattern) =>
    all.flatMap((text) => pattern.exec(squeeze(text))?.[1] ?? []),
  )
  const unitWords = units.flatMap((text) => text.split(/[、,，;；/()（）\s]+/)).filter((word) => UNIT_WORD.test(word))
  const pick = <T>(read: (text: string) => T | null) => unitWords.map(read).find((it) => it !== null) ?? null
  const reportedBy = first(REPORTED_BY)
  const stated = all
    .filter((text) => !(text === title))
    .map((text) => STATED_ON.exec(squeeze(text))?.[1])
    .find((it) => it !== undefined)
  const day = stated ? (parseDay({ text: stated }, null).value?.from ?? null) : dateBeside(below)
  return {
    title: title && maskText(title).slice(0, 120),
    year: (title ? yearIn(title) : null) ?? yearIn(sheetName),
    amountUnit: pick(amountUnitIn),
    areaUnit: pick(areaUnitIn),
    reportedBy: reportedBy && maskText(reportedBy),
    statedOn: day && isDay(day) ? day : null,
  }
}

/** 填表日期： in one cell and the day in the next. */
function dateBeside(rows: readonly SourceRow[]): Day | null {
  for (const row of rows) {
    const cells = [...row.cells.entries()].sort(([a], [b]) => a - b).map(([, cell]) => cell)
    const at = cells.findIndex((cell) =>
      /(?:填表|填报|制表|报送|截止|截至)(?:日期|时间)[:：]?$/.test(squeeze(cell.text)),
    )
    const next = at < 0 ? undefined : cells[at + 1]
    const range = next ? parseDay(next, null).value : null
    if (range?.precision === 'day') return range.from
  }
  return null
}
