import {
  addDays,
  businessDay,
  dayOf,
  dayRangeValue,
  inMonth,
  inYear,
  isDay,
  lastDayOfMonth,
  onDay,
  parseDayRange,
  UNKNOWN_DAY,
  yearOf,
  type Day,
  type DayRange,
} from './day'
import { halfWidth, quoted } from './text'
import { isBlankText, isPending } from './blank-text'
import { info, refusal, understood, warning, type Understood } from './understood'

const EXCEL_EPOCH = '1899-12-30'
/** from 1899-12-30 to 1904-01-01 */
const DAYS_1904 = 1462
/** 1980 to 2063: a bare number in a day column is then an unformatted Excel day. */
const SERIALS = { from: 29_221, to: 59_900 }

const WITH_YEAR = /^((?:19|20|21)?\d{2})(?:年|[-./])(\d{1,2})(?:月|[-./])?(?:(\d{1,2})[日号]?)?$/
const COMPACT = /^((?:19|20|21)\d{2})(\d{2})(\d{2})?$/
const MONTH_DAY = /^(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?$/
const MONTH_ONLY = /^(\d{1,2})月份?$/
const YEAR_ONLY = /^((?:19|20|21)\d{2})(?:年度?)?$/

/** Stretches of a year: their first and last months. */
const STRETCHES: [says: RegExp, first: number, last: number, words: string][] = [
  [/^(?:第?[一1]季度?|q1|1季度)$/i, 1, 3, '一季度'],
  [/^(?:第?[二2]季度?|q2|2季度)$/i, 4, 6, '二季度'],
  [/^(?:第?[三3]季度?|q3|3季度)$/i, 7, 9, '三季度'],
  [/^(?:第?[四4]季度?|q4|4季度)$/i, 10, 12, '四季度'],
  [/^上半年$/, 1, 6, '上半年'],
  [/^下半年$/, 7, 12, '下半年'],
]
const YEAR_AND_STRETCH = /^(?:((?:19|20|21)?\d{2})年?)?(\D.{1,4}|[1-4]季度?)$/
/** 2020年底 is its December, 年初 its January. */
const YEAR_EDGE = /^(?:((?:19|20|21)\d{2})年|(今|本)年|年)?(年?[底末]|年?初)$/
/** The moment a program has written in another place than ours: 2022-01-07T16:00:00.000Z. */
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2})$/i
const SERIAL_TEXT = /^\d{5}$/

const DIGITS = '〇一二三四五六七八九'

/** 二〇二一年三月十五日 in digits, with plain signs between them, and without the word for what happened. */
function inDigits(text: string): string {
  const counted = (words: string) => {
    const [tens = '', ones = ''] = words.includes('十') ? words.split('十') : ['〇', words]
    const digit = (word: string, alone: number) => (word === '' ? alone : DIGITS.indexOf(word))
    return String(digit(tens, 1) * 10 + digit(ones, 0))
  }
  return text
    .replace(/[○零]/g, '〇')
    .replace(/[〇一二三四五六七八九]{4}(?=年)/, (year) => [...year].map((sign) => DIGITS.indexOf(sign)).join(''))
    .replace(/元月/, '1月')
    .replace(/(?:十[一二]?|[一二三四五六七八九])(?=月)/, counted)
    .replace(/(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[日号])/, counted)
    .replace(/(?<=\d)\s*[—–－]+\s*(?=\d)/g, '-')
    .replace(/(?<=\d)\s*[,、]\s*(?=\d)/g, '.')
    .replace(/(?<=[日号月\d])(?:正式)?(?:签约|签订|开工|竣工|投产)$/, '')
}

/** more is no day */
const MAX_LENGTH = 60
const UNREADABLE = '读不出日期，请按 2021-05-31 或 2021年5月 填写'

interface DayContext {
  /** completes 3月15日 */
  year: number | null
  /** says whence that year is taken, before it: 按标题取 */
  yearTaken?: string
  /** why there is no year */
  yearUnclear?: string | null
  /** of the cell, where the text shows a number */
  number?: number
  /** bare day numbers count from 1904 */
  date1904?: boolean
}

/**
 * When something happened, as precisely as a cell or a box says.
 * An impossible day is refused, never bent; what is assumed is told.
 */
export function parseWrittenDay(
  written: string,
  { year, yearTaken = '按标题取', yearUnclear, number, date1904 }: DayContext,
  label = '日期',
): Understood<DayRange> {
  const raw = written.trim()
  if (isBlankText(raw)) return understood<DayRange>(null)
  const refuse = (code: string, why: string) =>
    understood<DayRange>(null, refusal(code, `${label}${quoted(raw)}${why}`))
  if (isPending(raw)) return refuse('dayPending', '尚未确定，请填写日期或清空')
  if (raw.length > MAX_LENGTH) return refuse('dayUnreadable', UNREADABLE)
  if (MOMENT.test(raw)) return atMoment()
  const serial = number ?? (SERIAL_TEXT.test(raw) ? Number(raw) : NaN)
  const days = Math.floor(serial) + (date1904 ? DAYS_1904 : 0)
  if (Number.isFinite(serial) && days >= SERIALS.from && days <= SERIALS.to && /^\d{5}(?:\.\d+)?$/.test(raw)) {
    const day = addDays(EXCEL_EPOCH, days)
    return understood(onDay(day), info('daySerial', `${label}单元格存的是序号 ${raw}，按 Excel 日期 ${day} 记`))
  }

  const text = inDigits(halfWidth(raw))
    .replace(/\s+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$/, '')
    .replace(/T\d{2}:\d{2}.*$/, '')
    .replace(/\s/g, '')
  return edgeOfYear(text) ?? stretchOfYear(text) ?? plainDay(withoutTail(text))

  function atMoment(): Understood<DayRange> {
    const iso = raw
      .replace(/^(.{10}) /, '$1T')
      .replace(/\s/g, '')
      .replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
    const moment = new Date(iso)
    const day = Number.isNaN(moment.getTime()) ? '' : businessDay(moment)
    if (!isDay(day)) return refuse('dayImpossible', '没有这一天，请更正')
    if (day === raw.slice(0, 10)) return understood(onDay(day))
    return understood(onDay(day), info('dayFromUtc', `${label}“${raw}”是世界时，按北京时间 ${day} 记`))
  }

  function edgeOfYear(plain: string): Understood<DayRange> | null {
    const edge = YEAR_EDGE.exec(plain)
    if (!edge || !/年/.test(plain)) return null
    const own = edge[1] ? Number(edge[1]) : year
    if (own === null) return withoutYear(plain)
    const month = edge[3]!.endsWith('初') ? 1 : 12
    const told = info('yearEdge', `${label}“${raw}”按 ${own}年${month}月 记`)
    return understood(inMonth(own, month), told)
  }

  function stretchOfYear(plain: string): Understood<DayRange> | null {
    const parts = YEAR_AND_STRETCH.exec(plain)
    const stretch = parts && STRETCHES.find(([says]) => says.test(parts[2]!))
    if (!stretch) return null
    const own = parts[1] ? fullYear(parts[1]) : year
    if (own === null) return withoutYear(plain)
    const [, first, last, words] = stretch
    const range: DayRange = { from: dayOf(own, first, 1), to: lastDayOfMonth(own, last), precision: 'year' }
    return understood(
      range,
      info('dayStretch', `${label}“${raw}”按 ${own}年${words}（${range.from} 至 ${range.to}）记`),
    )
  }

  function plainDay(plain: string): Understood<DayRange> {
    const parts = WITH_YEAR.exec(plain) ?? COMPACT.exec(plain)
    if (parts) {
      if (parts[1]!.length === 2 && parts[3] === undefined && !/[年]/.test(plain)) return withoutYear(plain)
      return toRange(fullYear(parts[1]!), Number(parts[2]), parts[3] === undefined ? null : Number(parts[3]), plain)
    }
    const onlyYear = YEAR_ONLY.exec(plain)
    return onlyYear ? understood(inYear(Number(onlyYear[1]))) : withoutYear(plain)
  }

  function toRange(full: number, month: number, day: number | null, plain: string): Understood<DayRange> {
    // Two decimals show 2021.3 as 2021.30, which is no month.
    const isPadded = day === null && number !== undefined && month > 12 && month % 10 === 0
    if (isPadded) {
      const told = warning('monthDoubtful', `${label}“${raw}”按 ${full}年${month / 10}月 记，请核对`)
      return understood(inMonth(full, month / 10), told)
    }
    if (month < 1 || month > 12) return refuse('dayImpossible', '月份不存在，请更正')
    if (day === null) {
      // A format of two decimals shows whether .1 is January or October.
      const doubtful = number !== undefined && month === 1 && /\D1$/.test(plain) && !COMPACT.test(plain)
      const notes = doubtful ? [warning('monthDoubtful', `${label}“${raw}”按 ${full}年1月 记；如为 10 月请更正`)] : []
      return understood(inMonth(full, month), ...notes)
    }
    const exact = dayOf(full, month, day)
    return isDay(exact) ? understood(onDay(exact)) : refuse('dayImpossible', '没有这一天，请更正')
  }

  function withoutYear(plain: string): Understood<DayRange> {
    const monthDay = MONTH_DAY.exec(plain)
    const month = monthDay ? null : MONTH_ONLY.exec(plain)
    if (!monthDay && !month && !YEAR_EDGE.test(plain) && !YEAR_AND_STRETCH.test(plain))
      return refuse('dayUnreadable', UNREADABLE)
    if (!monthDay && !month && year !== null) return refuse('dayUnreadable', UNREADABLE)
    if (yearUnclear && year === null) return refuse('dayWithoutYear', `没有年份，${yearUnclear}，请补全`)
    if (year === null) return refuse('dayWithoutYear', '没有年份，标题和工作表名中也没有，请补全')
    const range = toRange(year, Number((monthDay ?? month)![1]), monthDay ? Number(monthDay[2]) : null, plain)
    if (!range.value) return range
    return understood(
      range.value,
      ...range.notes,
      info('yearFromTitle', `${label}“${raw}”未写年份，${yearTaken} ${year} 年`),
    )
  }
}

const fullYear = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

/** 3月上旬 and 3月底 are that month. */
const withoutTail = (text: string) =>
  text
    .replace(/(?:上旬|中旬|下旬|月初|月底|初|底)$/, (tail) => (tail.startsWith('月') ? '月' : ''))
    .replace(/月份/, '月')
    .replace(/[.]$/, '')

/** Which day of a month or year a box asks for: it takes the whole, its first, its last, or none but a day. */
export type DayWanted = 'range' | 'first' | 'last' | 'day'

interface BoxOfDay {
  today: Day
  /** the day is to come, as a deadline is: 3月5日 is then the next, else the last */
  ahead?: boolean
}

/** What a box of a form says of a day: as a cell does, but that a day without its year is the nearest to today. */
export function readDayRange(text: string, { today, ahead = false }: BoxOfDay): Understood<DayRange> {
  const read = (year: number | null) => parseWrittenDay(text, { year, yearTaken: '按' }, '')
  const alone = read(null)
  if (!alone.notes.some(({ code }) => code === 'dayWithoutYear')) return alone
  const thisYear = yearOf(today)
  const near = read(thisYear)
  const { from, to } = near.value ?? UNKNOWN_DAY
  if (!from || !to || /[今本]年/.test(text)) return near
  if (ahead) return to < today ? read(thisYear + 1) : near
  return from > today ? read(thisYear - 1) : near
}

/** One day of a box. A month or year is refused where neither its `first` nor its `last` day is meant. */
export function readDay(text: string, box: BoxOfDay & { wanted?: Exclude<DayWanted, 'range'> }): Understood<Day> {
  const { value, notes } = readDayRange(text, box)
  if (!value || value.precision === 'day') return { value: value?.from ?? null, notes }
  if (box.wanted === 'first') return { value: value.from, notes }
  if (box.wanted === 'last') return { value: value.to, notes }
  return understood<Day>(null, refusal('dayNotExact', `“${text.trim()}”没有写到哪一天，请写完整，如 2021-05-31`))
}

/** A box's text in the form that is kept: 2024年3月5号 is 2024-03-05. None where it is unreadable or a longer stretch. */
export function dayBoxText(text: string, { wanted, ...box }: BoxOfDay & { wanted: DayWanted }): Understood<string> {
  if (wanted !== 'range') return readDay(text, { ...box, wanted })
  const { value: range, notes } = readDayRange(text, box)
  if (!range) return { value: null, notes }
  const value = dayRangeValue(range)
  return { value: parseDayRange(value)?.to === range.to ? value : null, notes }
}
