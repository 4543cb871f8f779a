/** A business day in Asia/Shanghai, as `YYYY-MM-DD`; compares as text. */
export type Day = string

export type DayPrecision = 'day' | 'month' | 'year' | 'unknown'

/** When something happened: first and last possible day; both null when unknown. */
export interface DayRange {
  from: Day | null
  to: Day | null
  precision: DayPrecision
}

export const UNKNOWN_DAY: DayRange = { from: null, to: null, precision: 'unknown' }

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MILLIS_PER_DAY = 86_400_000

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The business day of a moment. */
export function businessDay(now: Date): Day {
  return shanghai.format(now)
}

const shanghaiTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

/** The moment as people in the office read it: 2021-05-31 15:20. */
export function businessTime(now: Date | string): string {
  const moment = new Date(now)
  return `${businessDay(moment)} ${shanghaiTime.format(moment)}`
}

/** True for a real calendar day between 1900 and 2199. */
export function isDay(text: string): text is Day {
  const match = DAY.exec(text)
  if (!match) return false
  const year = Number(match[1])
  if (year < 1900 || year > 2199) return false
  return toDay(fromDay(text)) === text
}

/** Midnight UTC of the day: what a `date` column takes. */
export function fromDay(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** The day of a value read from a `date` column. */
export function toDay(date: Date): Day {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

export function dayOf(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function lastDayOfMonth(year: number, month: number): Day {
  return toDay(new Date(Date.UTC(year, month, 0)))
}

export function addDays(day: Day, days: number): Day {
  return toDay(new Date(fromDay(day).getTime() + days * MILLIS_PER_DAY))
}

/** Calendar months later, cut to the month's end: 31 August + 6 = 28 or 29 February. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + months
  const targetYear = Math.floor(index / 12)
  const targetMonth = (index % 12) + 1
  const shifted = dayOf(targetYear, targetMonth, date)
  const end = lastDayOfMonth(targetYear, targetMonth)
  return shifted < end ? shifted : end
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

/** Saturday or Sunday, whether worked or not: see working-days. */
export function isWeekend(day: Day): boolean {
  return [0, 6].includes(fromDay(day).getUTCDay())
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((fromDay(to).getTime() - fromDay(from).getTime()) / MILLIS_PER_DAY)
}

export function onDay(day: Day): DayRange {
  return { from: day, to: day, precision: 'day' }
}

export function inMonth(year: number, month: number): DayRange {
  return { from: dayOf(year, month, 1), to: lastDayOfMonth(year, month), precision: 'month' }
}

export function inYear(year: number): DayRange {
  return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31), precision: 'year' }
}

/**
 * Reads what a form or API gives: `2021-05-31`, `2021-05`, `2021` or empty (unknown).
 * Returns null when it is none of these or no real day.
 */
export function parseDayRange(text: string): DayRange | null {
  const trimmed = text.trim()
  if (trimmed === '') return UNKNOWN_DAY
  if (isDay(trimmed)) return onDay(trimmed)
  const month = /^(\d{4})-(\d{2})$/.exec(trimmed)
  if (month && isDay(`${trimmed}-01`)) return inMonth(Number(month[1]), Number(month[2]))
  if (/^\d{4}$/.test(trimmed) && isDay(`${trimmed}-01-01`)) return inYear(Number(trimmed))
  return null
}

/** The form value of a range: the inverse of `parseDayRange`. */
export function dayRangeValue(range: DayRange): string {
  if (!range.from) return ''
  if (range.precision === 'month') return range.from.slice(0, 7)
  if (range.precision === 'year') return range.from.slice(0, 4)
  return range.from
}

/** As a page shows it: 2021-05-31, 2021年5月, 2021年, 日期不详. */
export function formatDayRange(range: DayRange): string {
  if (!range.from) return '日期不详'
  if (range.precision === 'month') return `${range.from.slice(0, 4)}年${Number(range.from.slice(5, 7))}月`
  if (range.precision === 'year') return `${range.from.slice(0, 4)}年`
  return range.from
}

/**
 * Compares two ranges at the coarser precision: negative when `a` lies wholly before `b`,
 * positive when wholly after, 0 when they overlap or one is unknown.
 */
export function compareRanges(a: DayRange, b: DayRange): number {
  if (!a.from || !a.to || !b.from || !b.to) return 0
  if (a.to < b.from) return -1
  if (a.from > b.to) return 1
  return 0
}
