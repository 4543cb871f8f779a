import { addDays, dayOf, inMonth, inYear, isDay, onDay, type DayRange } from '~/shared/day'
import { halfWidth, quoted } from '~/shared/text'
import { isBlankText, isPending } from './blanks'
import { info, refusal, understood, warning, type Understood } from './findings'
import type { SourceCell } from './source'

const EXCEL_EPOCH = '1899-12-30'
/** 1980 to 2063: a bare number in a day column is then an unformatted Excel day. */
const SERIALS = { from: 29_221, to: 59_900 }

const WITH_YEAR = /^((?:19|20|21)?\d{2})(?:年|[-./])(\d{1,2})(?:月|[-./])?(?:(\d{1,2})[日号]?)?$/
const COMPACT = /^((?:19|20|21)\d{2})(\d{2})(\d{2})?$/
const MONTH_DAY = /^(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?$/
const MONTH_ONLY = /^(\d{1,2})月份?$/
const YEAR_ONLY = /^((?:19|20|21)\d{2})年?$/

/** more is no day */
const MAX_LENGTH = 60
const UNREADABLE = '读不出日期，请按 2021-05-31 或 2021年5月 填写'
/** a title is no longer */
const MAX_TITLE = 500

/**
 * When something happened, as precisely as the cell says.
 * `year` (of the title or the sheet's name) completes 3月15日. An impossible day is refused, never bent.
 */
export function parseDay(cell: SourceCell, year: number | null, label = '日期'): Understood<DayRange> {
  if (cell.day) return understood(onDay(cell.day))
  const raw = cell.text.trim()
  if (isBlankText(raw)) return understood<DayRange>(null)
  const refuse = (code: string, why: string) =>
    understood<DayRange>(null, refusal(code, `${label}${quoted(raw)}${why}`))
  if (isPending(raw)) return refuse('dayPending', '尚未确定，请填写日期或清空')
  if (raw.length > MAX_LENGTH) return refuse('dayUnreadable', UNREADABLE)

  if (
    cell.number !== undefined &&
    Number.isInteger(cell.number) &&
    cell.number >= SERIALS.from &&
    cell.number <= SERIALS.to
  ) {
    const day = addDays(EXCEL_EPOCH, cell.number)
    return understood(onDay(day), info('daySerial', `${label}单元格存的是序号 ${raw}，按 Excel 日期 ${day} 记`))
  }

  const text = halfWidth(raw)
    .replace(/\s+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$/, '')
    .replace(/T\d{2}:\d{2}.*$/, '')
    .replace(/\s/g, '')
    .replace(/(?:上旬|中旬|下旬|月初|月底|初|底)$/, (tail) => (tail.startsWith('月') ? '月' : ''))
    .replace(/月份/, '月')
    .replace(/[.]$/, '')
  const parts = WITH_YEAR.exec(text) ?? COMPACT.exec(text)
  if (parts) {
    const [, digits = '', monthDigits, dayDigits] = parts
    const isShort = digits.length === 2
    if (isShort && dayDigits === undefined && !/[年]/.test(text)) return withoutYear(text)
    const full = isShort ? 2000 + Number(digits) : Number(digits)
    return toRange(full, Number(monthDigits), dayDigits === undefined ? null : Number(dayDigits))
  }
  const onlyYear = YEAR_ONLY.exec(text)
  if (onlyYear) return understood(inYear(Number(onlyYear[1])))
  return withoutYear(text)

  function toRange(full: number, month: number, day: number | null): Understood<DayRange> {
    if (month < 1 || month > 12) return refuse('dayImpossible', '月份不存在，请更正')
    if (day === null) {
      const doubtful = cell.number !== undefined && month === 1 && !COMPACT.test(text)
      const notes = doubtful ? [warning('monthDoubtful', `${label}“${raw}”按 ${full}年1月 记；如为 10 月请更正`)] : []
      return understood(inMonth(full, month), ...notes)
    }
    const exact = dayOf(full, month, day)
    return isDay(exact) ? understood(onDay(exact)) : refuse('dayImpossible', '这一天不存在，请更正')
  }

  function withoutYear(plain: string): Understood<DayRange> {
    const monthDay = MONTH_DAY.exec(plain)
    const month = monthDay ?? MONTH_ONLY.exec(plain)
    if (!month) return refuse('dayUnreadable', UNREADABLE)
    if (year === null) return refuse('dayWithoutYear', '没有年份，标题和工作表名中也没有，请补全')
    const range = toRange(year, Number(month[1]), monthDay ? Number(monthDay[2]) : null)
    if (!range.value) return range
    return understood(
      range.value,
      ...range.notes,
      info('yearFromTitle', `${label}“${raw}”未写年份，按标题取 ${year} 年`),
    )
  }
}

/** The year a title or a sheet's name is about: its first, when it names one to two in a row. */
export function yearIn(text: string): number | null {
  const title = halfWidth(text.slice(0, MAX_TITLE))
  const match = /((?:19|20|21)\d{2})\s*(?:年|[-—–])/.exec(title) ?? /(?:^|\D)(20\d{2})(?:\D|$)/.exec(title)
  return match ? Number(match[1]) : null
}
