import { formatDayRange, type DayRange } from '~/shared/day'
import { Decimal } from '~/shared/money'
import { halfWidth, maskText, quoted, tidyName } from '~/shared/text'
import { parseAmount, parseArea, type AmountUnit, type AreaUnit } from './amounts'
import { isBlankText } from './blanks'
import { parseDay } from './days'
import { refusal, understood, warning, type Understood } from './findings'
import { phonesIn, withoutMobiles } from './personal'
import type { SourceCell } from './source'

export interface CellContext {
  /** of the column, for messages */
  label: string
  year: number | null
  amount: AmountUnit
  area: AreaUnit
}

/** How the cells of a column are read. */
export interface CellKind<Value> {
  read(cell: SourceCell, sheetContext: CellContext): Understood<Value>
  /** a unit may stand in its header, in the title or in a line of its own */
  unit?: 'amount' | 'area'
  /** when something happened; under a heading such as 计划 it is none */
  isFactDay?: true
  /** phones of the person in this column; they are kept apart from the row */
  phonesOf?: string
  /** merged over several rows it is a sum or a count, and stays where it stands */
  isSum?: true
  /** typed in a box of several lines */
  isLong?: true
  /** the usual words, offered for correction; `blank` says what an empty cell means */
  usual?: { words: readonly string[]; blank: string }
}

/** Text on one line, up to `max` characters; what is longer is cut, with a warning. */
export function textCell(max: number): CellKind<string> {
  return { read: (cell, sheetContext) => cut(cell, tidyName(cell.text), max, sheetContext) }
}

/** Text that may have several lines. */
export function longTextCell(max: number): CellKind<string> {
  return { read: (cell, sheetContext) => cut(cell, cell.text.trim(), max, sheetContext), isLong: true }
}

function cut(cell: SourceCell, tidy: string, max: number, { label }: CellContext): Understood<string> {
  if (isBlankText(cell.text)) return understood<string>(null)
  const masked = maskText(tidy)
  if (masked.length <= max) return understood(masked)
  return understood(masked.slice(0, max), warning('textCut', `${label}超过 ${max} 字，只保留前 ${max} 字`))
}

/** The name of a unit, park or company: no blanks within. */
export function organisationCell(max: number): CellKind<string> {
  const text = textCell(max)
  return {
    read(cell, sheetContext) {
      const { value, notes } = text.read(cell, sheetContext)
      return { value: value?.replace(/\s/g, '') || null, notes }
    },
  }
}

/** A person's name, without the mobile typed beside it. */
export function personCell(max: number): CellKind<string> {
  return {
    read(cell) {
      const bare = isBlankText(cell.text) ? '' : tidyName(withoutMobiles(cell.text))
      return understood(bare === '' ? null : maskText(bare).slice(0, max))
    },
  }
}

/** Phones of the person in the column `of`, whole; they never enter a draft. */
export function phonesCell(of: string): CellKind<string[]> {
  return { read: (cell) => understood(phonesIn(cell.text)), phonesOf: of }
}

/** 万元, as a decimal text. */
export const amountCell: CellKind<string> = {
  read: (cell, { amount, label }) => parseAmount(cell.text, amount, label),
  unit: 'amount',
  isSum: true,
}

/** 亩, as a decimal text. */
export const areaCell: CellKind<string> = {
  read: (cell, { area, label }) => parseArea(cell.text, area, label),
  unit: 'area',
  isSum: true,
}

/** A day, month or year. */
export const dayCell: CellKind<DayRange> = { read: (cell, { year, label }) => parseDay(cell, year, label) }

/** The day on which something happened. */
export const factDayCell: CellKind<DayRange> = { ...dayCell, isFactDay: true }

/** One exact day, as a text; what is less exact is not taken. */
export const exactDayCell: CellKind<string> = {
  read(cell, sheetContext) {
    const { value, notes } = dayCell.read(cell, sheetContext)
    if (!value || value.precision === 'day') return { value: value?.from ?? null, notes }
    const message = `${sheetContext.label}“${formatDayRange(value)}”不是确切的一天，未采用`
    return { value: null, notes: [...notes, warning('dayNotExact', message)] }
  },
}

/** The raw text, read by the rules of a kind. */
export const rawCell: CellKind<string> = {
  read: (cell) => understood(isBlankText(cell.text) ? null : cell.text),
}

/** A running number. */
export const serialCell: CellKind<string> = { read: () => understood<string>(null), isSum: true }

/** A number in `unit` up to `max`, as a decimal text of at most two places; a negative one is refused. */
export function numberCell(unit: string, max: number): CellKind<string> {
  return {
    read(cell, { label }) {
      if (isBlankText(cell.text)) return understood<string>(null)
      const bare = plain(cell.text).replace(/[\s,]/g, '').replace(plain(unit), '')
      const refuse = (code: string, why: string) =>
        understood<string>(null, refusal(code, `${label}${quoted(cell.text)}${why}`))
      if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(bare)) return refuse('numberUnreadable', `读不出数字，请按${unit}填写`)
      if (bare.startsWith('-') && Number(bare) !== 0) return refuse('numberNegative', '小于零，请更正')
      if (Number(bare) > max) return refuse('numberTooLarge', '过大，请检查')
      return understood(new Decimal(bare).abs().toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed())
    },
    isSum: true,
  }
}

const MAX_NUMBER_TEXT = 60

const plain = (text: string) => halfWidth(text.slice(0, MAX_NUMBER_TEXT)).replace('²', '2').replace('³', '3')

/** Yes or no; empty is no. */
export const tickCell: CellKind<boolean> = {
  read(cell, { label }) {
    if (isBlankText(cell.text)) return understood(false)
    const text = plain(cell.text).replace(/\s/g, '').toLowerCase()
    if (/^(?:是|有|√|✓|✔|☑|y|yes|true|1)$/.test(text)) return understood(true)
    if (/^(?:否|没有|×|✕|✖|x|n|no|false|0)$/.test(text)) return understood(false)
    return understood<boolean>(null, refusal('tickUnknown', `${label}${quoted(cell.text)}看不明白，请填“是”或“否”`))
  },
}
