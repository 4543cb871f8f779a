import { formatDayRange, type DayRange } from '~/shared/day'
import { halfWidth, maskText, quoted, tidyName } from '~/shared/text'
import { parseAmount, parseArea } from '~/shared/written-amount'
import { parseNumber } from '~/shared/written-quantity'
import { isBlankText, isPending } from '~/shared/blank-text'
import { parseDay, type DayContext } from './days'
import { refusal, understood, warning, type Understood } from './findings'
import { phonesIn, withoutPhones } from './personal'
import type { SourceCell } from './source'
import type { AmountUnit, AreaUnit } from '~/shared/units'

export interface CellContext extends DayContext {
  /** of the column, for messages */
  label: string
  amount: AmountUnit
  area: AreaUnit
}

/** How the cells of a column are read. */
export interface CellKind<Value> {
  read(cell: SourceCell, context: CellContext): Understood<Value>
  /** what its cells hold, in a word */
  content: string
  /** Does a cell hold such a thing? Header and cells together decide what a column is. */
  suits(cell: SourceCell): boolean
  /** a unit may stand in its header, in the title or in a line of its own */
  unit?: 'amount' | 'area'
  /** when something happened; under a heading such as 计划 it is none */
  isFactDay?: true
  /** phones may stand beside what it holds */
  holdsPhones?: true
  /** phones of the person in this column; they are kept apart from the row */
  phonesOf?: string
  /** what the file attaches to a row, such as a drawing: nobody types it, and a correction leaves it */
  isAttached?: true
  /** merged over several rows it is a sum or a count, and stays where it stands */
  isSum?: true
  /** typed in a box of several lines */
  isLong?: true
  /** the usual words, offered for correction; `blank` says what an empty cell means */
  usual?: { words: readonly string[]; blank: string }
}

const HAS_WORDS = /[\p{L}]/u

/** What a column holds of which nothing can be told from its cells. */
export const ANY_TEXT = '文字'
const anyText = { content: ANY_TEXT, suits: () => true }

/** Words, not a bare number or a day. */
const words = {
  suits: ({ text, number, day }: SourceCell) =>
    day === undefined && (number === undefined || HAS_WORDS.test(text)) && HAS_WORDS.test(text),
}

/** Text on one line, up to `max` characters; what is longer is cut, with a warning. */
export function textCell(max: number): CellKind<string> {
  return { ...anyText, read: (cell, context) => cut(cell, tidyName(cell.text), max, context) }
}

/** Text that may have several lines. */
export function longTextCell(max: number): CellKind<string> {
  return { ...anyText, read: (cell, context) => cut(cell, cell.text.trim(), max, context), isLong: true }
}

function cut(cell: SourceCell, tidy: string, max: number, { label }: CellContext): Understood<string> {
  if (isBlankText(cell.text)) return understood<string>(null)
  const masked = maskText(tidy)
  if (masked.length <= max) return understood(masked)
  return understood(masked.slice(0, max), warning('textCut', `${label}超过 ${max} 字，只保留前 ${max} 字`))
}

/** 待定 names nobody. */
export const unlessPending = (cell: CellKind<string>): CellKind<string> => ({
  ...cell,
  read(source, context) {
    if (MARKS_ALONE.test(source.text) && !isBlankText(source.text)) {
      const message = `${context.label}写的是${quoted(source.text)}，看不出指的是什么，请填写`
      return understood<string>(null, refusal('markUnclear', message))
    }
    if (!isPending(source.text) || source.text.trim().length > MAX_PENDING) return cell.read(source, context)
    const message = `${context.label}${quoted(source.text)}尚未确定，按没有填写读`
    return understood<string>(null, warning('wordPending', message))
  },
})

const MAX_PENDING = 8
/** ↑ and ∥ point at something, and name nobody. */
const MARKS_ALONE = /^[^\p{L}\p{N}]{1,8}$/u

/** The name of a unit, park or company: no blanks within. */
export function organisationCell(max: number): CellKind<string> {
  const text = unlessPending(textCell(max))
  return {
    ...words,
    content: '单位或企业名',
    read(cell, context) {
      const { value, notes } = text.read(cell, context)
      return { value: value?.replace(/\s/g, '') || null, notes }
    },
  }
}

/** A code that was stored as a number has no more than its first fifteen digits: 2.10334E+17. */
const SCIENTIFIC = /^\d(?:\.\d+)?e\+?\d{1,3}$/i
const FIFTEEN_DIGITS = 1e15

/** The code of one subject, up to `max` characters; one that has lost digits is none, for others would share it. */
export function codeCell(max: number): CellKind<string> {
  const text = textCell(max)
  return {
    ...anyText,
    read(cell, context) {
      const isBroken =
        SCIENTIFIC.test(cell.text.trim().slice(0, 40)) ||
        (cell.number !== undefined && Math.abs(cell.number) >= FIFTEEN_DIGITS)
      if (!isBroken) return text.read(cell, context)
      const message = `${context.label}${quoted(cell.text)}存成了数字，只剩前 15 位，后面的位数已丢失；未采用，请按文本重填`
      return understood<string>(null, warning('codeBroken', message))
    },
  }
}

/** A person's name, without the phones typed beside it. */
export function personCell(max: number): CellKind<string> {
  return {
    content: '人名',
    suits: ({ text }) => /[\p{Script=Han}A-Za-z]{2}/u.test(text.slice(0, MAX_PERSON)),
    holdsPhones: true,
    read(cell) {
      const bare = isBlankText(cell.text) ? '' : tidyName(withoutPhones(cell.text))
      return understood(bare === '' ? null : maskText(bare).slice(0, max))
    },
  }
}

const MAX_PERSON = 200

/** Phones of the person in the column `of`, whole; they never enter a draft. */
export function phonesCell(of: string): CellKind<string[]> {
  return {
    content: '电话',
    suits: ({ text }) => phonesIn(text).length > 0 && !/[\p{Script=Han}]{2}/u.test(text.slice(0, MAX_PERSON)),
    read: (cell) => understood(phonesIn(cell.text)),
    phonesOf: of,
  }
}

const refusedAs = ({ notes }: Understood<unknown>) => notes.find(({ level }) => level === 'error')?.code

const UNREADABLE = new Set(['amountUnreadable', 'amountTooLarge', 'areaUnreadable', 'areaTooLarge'])

/** 万元, as a decimal text. */
export const amountCell: CellKind<string> = {
  content: '金额',
  suits: ({ text, day }) => !day && !UNREADABLE.has(refusedAs(parseAmount(text, 'wan')) ?? ''),
  read: (cell, { amount, label }) => parseAmount(cell.text, amount, label),
  unit: 'amount',
  isSum: true,
}

/** 亩, as a decimal text. */
export const areaCell: CellKind<string> = {
  content: '面积',
  suits: ({ text, day }) => !day && !UNREADABLE.has(refusedAs(parseArea(text, 'mu')) ?? ''),
  read: (cell, { area, label }) => areaGiven(cell.text, area, label),
  unit: 'area',
  isSum: true,
}

/** An area as ledgers mean it: where no land is given they write 0. */
export function areaGiven(text: string, unit: AreaUnit, label?: string): Understood<string> {
  const area = parseArea(text, unit, label)
  return area.value === '0' ? understood<string>(null) : area
}

/** A day, month or year. */
export const dayCell: CellKind<DayRange> = {
  content: '日期',
  suits: isDayLike,
  read: (cell, context) => parseDay(cell, context, context.label),
}

/** Does a cell hold a day, whatever its year? */
export function isDayLike(cell: SourceCell): boolean {
  return parseDay(cell, { year: 2000 }).value !== null
}

/** The day on which something happened. */
export const factDayCell: CellKind<DayRange> = { ...dayCell, isFactDay: true }

/** One exact day, as a text; what is less exact is not taken. */
export const exactDayCell: CellKind<string> = {
  content: '日期',
  suits: isDayLike,
  read(cell, context) {
    const { value, notes } = dayCell.read(cell, context)
    if (!value || value.precision === 'day') return { value: value?.from ?? null, notes }
    const message = `${context.label}“${formatDayRange(value)}”不是确切的一天，未采用`
    return { value: null, notes: [...notes, warning('dayNotExact', message)] }
  },
}

/** The raw text, read by the rules of a kind. */
export const rawCell: CellKind<string> = {
  ...anyText,
  read: (cell) => understood(isBlankText(cell.text) ? null : cell.text),
}

/** A running number. */
export const serialCell: CellKind<string> = {
  ...anyText,
  read: () => understood<string>(null),
  isSum: true,
}

/** A number in `unit` up to `max`, as a decimal text of at most two places; a negative one is refused. */
export function numberCell(unit: string, max: number): CellKind<string> {
  return {
    content: '数字',
    suits: ({ text }) => /\d/.test(text.slice(0, MAX_NUMBER_TEXT)),
    read(cell, { label }) {
      const number = parseNumber(cell.text, unit, label)
      if (number.value === null || Number(number.value) <= max) return number
      return understood<string>(null, refusal('numberTooLarge', `${label}${quoted(cell.text)}过大，请检查`))
    },
    isSum: true,
  }
}

const MAX_NUMBER_TEXT = 60

const plain = (text: string) => halfWidth(text.slice(0, MAX_NUMBER_TEXT))

const TICKS = [/^(?:是|有|√|✓|✔|☑|●|★|y|yes|true|1)$/, /^(?:否|没有|×|✕|✖|x|n|no|false|0)$/] as const

/** Yes or no; empty is no. */
export const tickCell: CellKind<boolean> = {
  content: '是否',
  suits: ({ text }) => TICKS.some((tick) => tick.test(plain(text).replace(/\s/g, '').toLowerCase())),
  read(cell, { label }) {
    if (isBlankText(cell.text)) return understood(false)
    const text = plain(cell.text).replace(/\s/g, '').toLowerCase()
    const [yes, no] = TICKS
    if (yes.test(text)) return understood(true)
    if (no.test(text)) return understood(false)
    return understood<boolean>(null, refusal('tickUnknown', `${label}${quoted(cell.text)}看不明白，请填“是”或“否”`))
  },
}
