import { isBlankText, isPending } from '~/shared/blank-text'
import { bareHeader, headerWords, columnPeriod, type HeaderMatch } from './columns'
import { isDitto } from './ditto'
import { headerWord, NO_WORDS, type RememberedWords } from './remembered'
import type { SourceCell } from './source'
import { ruleOf, type Vocabulary } from './vocabulary'

type Words = Pick<Vocabulary, 'columns' | 'naming' | 'serial'>

/** A column as it stands in the file: the texts over it, and some of its cells. */
export interface ColumnSeen {
  index: number
  /** from the outermost in */
  path: string[]
  samples: readonly SourceCell[]
}

/** What a column was taken for, how surely, and why. */
export interface ColumnChosen {
  field: string | null
  /** 0 to 1; below `ASKED` the page asks */
  confidence: number
  reason: string
  /** it may also be this, which another column is */
  rival: number | null
  /** of a day that is told in three columns */
  part: DayPart | null
  /** memory: somebody chose it for an earlier file; contradicted: somebody chose what these cells do not bear out */
  by: 'guess' | 'memory' | 'contradicted'
}

export type DayPart = 'year' | 'month' | 'day'

/** Below it a column is asked about. */
export const ASKED = 0.6

export const UNKNOWN_COLUMN: ColumnChosen = {
  field: null,
  confidence: 0,
  reason: '表头不在认识的叫法里',
  rival: null,
  part: null,
  by: 'guess',
}

export const REMEMBERED = '按本县上次的选择'
const PARTS: Record<string, DayPart> = { 年: 'year', 年份: 'year', 月: 'month', 月份: 'month', 日: 'day', 号: 'day' }
/** cells that are looked at */
const MOST_SAMPLES = 40
/** share of cells that must suit */
const SUITS = 0.6

interface Candidate extends HeaderMatch {
  index: number
  /** share of the cells that suit; null where there are none to look at */
  fit: number | null
  confidence: number
  /** how many cells were looked at */
  told: number
  isRemembered?: true
}

/** Header and cells together decide what each column of a table is; of several for one field the fullest and likeliest wins. */
export function chooseColumns(
  vocabulary: Words,
  columns: readonly ColumnSeen[],
  remembered: RememberedWords = NO_WORDS,
): ColumnChosen[] {
  const parts = partsOfDays(vocabulary, columns)
  const memory = remembered.size > 0 ? memoryOf(vocabulary, columns, remembered) : NO_MEMORY
  const candidates = columns.map((column) => {
    if (parts.has(column.index)) return []
    const known = memory.known.get(column.index)
    return known ? [known] : candidatesOf(vocabulary, column)
  })
  const chosen = new Map<number, ColumnChosen>([...parts, ...memory.leftOut])
  const taken = new Set([...parts.values()].map(({ field }) => field))
  // The surest first; whoever loses its field may still be the next it could be.
  for (;;) {
    const open = candidates.flatMap((list) => {
      const best = list.find(({ column }) => !taken.has(column))
      return best && !chosen.has(best.index) ? [best] : []
    })
    if (open.length === 0) break
    const field = open.reduce((a, b) => (b.confidence > a.confidence ? b : a)).column
    taken.add(field)
    const rivals = candidates.flatMap((list) => list.filter((it) => it.column === field && !chosen.has(it.index)))
    settle(vocabulary, columns, field, rivals, chosen)
  }
  return columns.map((column) => {
    const found = chosen.get(column.index) ?? leftOver(vocabulary, column, candidates, chosen, columns)
    const reason = memory.contradicted.get(column.index)
    return reason ? { ...found, confidence: Math.min(found.confidence, DOUBTED), reason, by: 'contradicted' } : found
  })
}

const DOUBTED = 0.5

interface Memory {
  known: ReadonlyMap<number, Candidate>
  leftOut: ReadonlyMap<number, ColumnChosen>
  /** why not, by column */
  contradicted: ReadonlyMap<number, string>
}

const NO_MEMORY: Memory = { known: new Map(), leftOut: new Map(), contradicted: new Map() }

/** What was chosen for these headers before holds where the cells do not speak against it. */
function memoryOf(vocabulary: Words, columns: readonly ColumnSeen[], remembered: RememberedWords): Memory {
  const known = new Map<number, Candidate>()
  const leftOut = new Map<number, ColumnChosen>()
  const contradicted = new Map<number, string>()
  for (const { index, path, samples } of columns) {
    const word = headerWord(path.join(' / '))
    const chosen = word === null ? undefined : remembered.get(word)
    if (!chosen || chosen.unitAlone) continue
    const { field } = chosen
    if (field === null) {
      leftOut.set(index, { ...UNKNOWN_COLUMN, confidence: 1, reason: REMEMBERED, by: 'memory' })
      continue
    }
    if (!Object.hasOwn(vocabulary.columns, field)) continue
    const cells = toldCells(samples)
    const fit = fitOf(vocabulary, field, cells)
    if (fit === null || fit >= SUITS) {
      known.set(index, {
        column: field,
        rank: 0,
        score: 1,
        how: 'exact',
        index,
        fit,
        confidence: 2,
        told: cells.length,
        isRemembered: true,
      })
    } else {
      const { label, cell } = ruleOf(vocabulary.columns, field)
      contradicted.set(index, `本县上次选作“${label}”，这里的单元格却不像${cell.content}`)
    }
  }
  return { known, leftOut, contradicted }
}

function toldCells(samples: readonly SourceCell[]): SourceCell[] {
  return samples
    .filter(({ text, error }) => !error && !isBlankText(text) && !isPending(text) && !isDitto(text))
    .slice(0, MOST_SAMPLES)
}

function candidatesOf(vocabulary: Words, { index, path, samples }: ColumnSeen): Candidate[] {
  const cells = toldCells(samples)
  const found = headerWords(vocabulary.columns)
    .candidates(path)
    .map((match): Candidate => {
      const fit = fitOf(vocabulary, match.column, cells)
      return {
        ...match,
        index,
        fit,
        told: cells.length,
        confidence: match.score * (fit === null ? 0.9 : fit >= 0.9 ? 1 : fit),
      }
    })
    .filter((candidate) => isPossible(vocabulary, candidate))
    .sort((a, b) => b.confidence - a.confidence)
  return found.filter(({ column }, at) => found.findIndex((it) => it.column === column) === at)
}

/** What no cell bears out is taken on the word of its header alone, and only where that is exact; a bare number never names a row. */
function isPossible({ naming }: Words, { column, how, fit }: Candidate): boolean {
  if (fit === null || fit >= SUITS) return true
  return how === 'exact' ? !naming.includes(column) || fit > 0 : fit >= SUITS / 2
}

const BARE_NUMBER = /^[-+]?[\d,.]+%?$/

function fitOf({ columns, naming }: Words, field: string, cells: readonly SourceCell[]): number | null {
  if (cells.length === 0) return null
  const { cell: kind } = ruleOf(columns, field)
  const suits = (cell: SourceCell) =>
    kind.suits(cell) && !(naming.includes(field) && BARE_NUMBER.test(cell.text.trim()))
  return cells.filter(suits).length / cells.length
}

/** Gives a field to one of the columns that can be it. */
function settle(
  { columns: rules }: Words,
  columns: readonly ColumnSeen[],
  field: string,
  rivals: readonly Candidate[],
  chosen: Map<number, ColumnChosen>,
): void {
  const seen = new Map(columns.map((column) => [column.index, column]))
  const periods = new Map(rivals.map((it) => [it.index, columnPeriod(seen.get(it.index)!.path)]))
  const rank = (it: Candidate) => {
    if (it.isRemembered) return Infinity
    const period = periods.get(it.index)
    return period ? (period.isCumulative ? 1000 : 0) + period.rank : 0
  }
  const told = rivals.filter((it) => periods.get(it.index))
  const isSum = ruleOf(rules, field).cell.isSum === true
  const [winner, ...others] = [...rivals].sort(
    (a, b) => rank(b) - rank(a) || b.confidence - a.confidence || a.index - b.index,
  )
  if (!winner) return
  const { label } = ruleOf(rules, field)
  // What was done in one month of several is no sum, and adding up is not asked for.
  const isOneOfMonths =
    isSum &&
    !winner.isRemembered &&
    told.length > 1 &&
    told.length === rivals.length &&
    !periods.get(winner.index)!.isCumulative
  if (isOneOfMonths) {
    for (const { index } of rivals)
      chosen.set(index, { ...UNKNOWN_COLUMN, confidence: 0.3, reason: `${label}按月分列，没有累计列，未采用` })
    return
  }
  chosen.set(winner.index, {
    field,
    confidence: confidenceIn(winner),
    reason: winner.isRemembered ? REMEMBERED : reasonOf(rules, winner),
    rival: null,
    part: null,
    by: winner.isRemembered ? 'memory' : 'guess',
  })
  const name = (index: number) => seen.get(index)!.path.join('/')
  for (const { index } of others) {
    // Of columns for parts of a year one is taken; the others are nothing else.
    if (periods.get(index) === null && periods.get(winner.index) === null) continue
    const reason = `${label}有几列，取累计或最近的“${name(winner.index)}”`
    chosen.set(index, { ...UNKNOWN_COLUMN, confidence: 1, reason, rival: winner.index })
  }
}

/** A few odd cells under a whole header are mistakes of their rows, not of the column. */
function confidenceIn({ confidence, how, told }: Candidate): number {
  return how === 'exact' && told < FEW ? Math.max(ASKED, Math.min(1, confidence)) : Math.min(1, confidence)
}

const FEW = 3

function reasonOf(rules: Words['columns'], { column, how, fit }: Candidate): string {
  const { cell, label } = ruleOf(rules, column)
  const by = { exact: '表头', like: '表头近似', ending: '表头末尾的词' }[how]
  if (fit === null) return `${by}，下面没有内容可对照`
  if (fit >= SUITS) return cell.content === '文字' ? by : `${by}，内容相符（${cell.content}）`
  return `${by}是${label}，但多数单元格不像${cell.content}`
}

/** Why a column is nothing that is imported. */
function leftOver(
  { columns: rules }: Words,
  { path, samples }: ColumnSeen,
  candidates: readonly Candidate[][],
  chosen: ReadonlyMap<number, ColumnChosen>,
  columns: readonly ColumnSeen[],
): ColumnChosen {
  const words = headerWords(rules).candidates(path)
  const [likeliest] = words
  if (!likeliest) return UNKNOWN_COLUMN
  const { label, cell } = ruleOf(rules, likeliest.column)
  const holder = [...chosen].find(([, it]) => it.field === likeliest.column)
  if (holder) {
    const header = columns.find(({ index }) => index === holder[0])?.path.join('/') ?? ''
    return { ...UNKNOWN_COLUMN, confidence: 0.5, reason: `${label}已取“${header}”`, rival: holder[0] }
  }
  if (samples.length === 0) return UNKNOWN_COLUMN
  return { ...UNKNOWN_COLUMN, confidence: 0.4, reason: `表头像${label}，单元格却不像${cell.content}` }
}

/** 签约时间 over 年, 月 and 日: the three are one day. */
function partsOfDays({ columns: rules }: Words, columns: readonly ColumnSeen[]): Map<number, ColumnChosen> {
  const found = new Map<number, ColumnChosen>()
  columns.forEach((column, at) => {
    const own = yearAndMonth(rules, column, columns[at + 1])
    if (own) own.forEach(([index, chosen]) => found.set(index, chosen))
    const leaves = [column, columns[at + 1], columns[at + 2]].map((it) => PARTS[bareHeader(it?.path.at(-1) ?? '')])
    if (leaves[0] !== 'year' || leaves[1] !== 'month') return
    const parent = column.path.slice(0, -1)
    const [match] = parent.length > 0 ? headerWords(rules).candidates(parent) : []
    if (!match || ruleOf(rules, match.column).cell.content !== '日期') return
    const width = leaves[2] === 'day' ? 3 : 2
    const isSame = (it: ColumnSeen) => it.path.slice(0, -1).join('/') === parent.join('/')
    const group = columns.slice(at, at + width)
    if (!group.every(isSame)) return
    group.forEach((each, place) =>
      found.set(each.index, {
        field: match.column,
        confidence: match.score,
        reason: '年、月、日分列，合为一个日期',
        rival: null,
        part: leaves[place] ?? null,
        by: 'guess',
      }),
    )
  })
  return found
}

/** 签约年度 beside 签约月份: the two are one month. */
function yearAndMonth(
  rules: Words['columns'],
  year: ColumnSeen,
  month: ColumnSeen | undefined,
): [number, ColumnChosen][] | null {
  const [, stem] = /^(.{2,8})年[度份]?$/.exec(bareHeader(year.path.at(-1) ?? '')) ?? []
  const [, other] = /^(.{2,8})月份?$/.exec(bareHeader(month?.path.at(-1) ?? '')) ?? []
  if (!month || stem === undefined || stem !== other) return null
  const match = headerWords(rules)
    .candidates([`${stem}时间`])
    .find(({ column }) => ruleOf(rules, column).cell.content === '日期')
  if (!match) return null
  const chosen = (part: DayPart): ColumnChosen => ({
    field: match.column,
    confidence: match.score,
    reason: '年、月分列，合为一个日期',
    rival: null,
    part,
    by: 'guess',
  })
  return [
    [year.index, chosen('year')],
    [month.index, chosen('month')],
  ]
}
