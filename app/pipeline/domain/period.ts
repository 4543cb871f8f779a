import { addDays, addMonths, dayOf, lastDayOfMonth, type Day } from '~/shared/day'
import type { Granularity } from './scope'

/** Signing days, inclusive; an open end is undefined. */
export interface Period {
  signedFrom?: Day
  signedTo?: Day
}

const yearOf = (day: Day) => Number(day.slice(0, 4))

/** From 1 January to the day. */
export function yearToDate(asOf: Day): Required<Period> {
  return { signedFrom: dayOf(yearOf(asOf), 1, 1), signedTo: asOf }
}

/** The whole calendar year before the day's. */
export function lastYear(asOf: Day): Required<Period> {
  const year = yearOf(asOf) - 1
  return { signedFrom: dayOf(year, 1, 1), signedTo: dayOf(year, 12, 31) }
}

/** The year to date, a year earlier: 29 February gives 28 February. */
export function lastYearToDate(asOf: Day): Required<Period> {
  return yearToDate(addMonths(asOf, -12))
}

/** The same days a year earlier; a whole month stays whole. */
export function yearBefore({ signedFrom, signedTo }: Required<Period>): Required<Period> {
  const [year, month] = signedTo.split('-').map(Number) as [number, number]
  const to = signedTo === lastDayOfMonth(year, month) ? lastDayOfMonth(year - 1, month) : addMonths(signedTo, -12)
  return { signedFrom: addMonths(signedFrom, -12), signedTo: to }
}

/**
 * Two periods that are compared in a sentence each: without one asked for last year and this; beside this year the last, beside a part
 * of this year the same part of the last, beside any other this year so far.
 */
export function comparedPeriods(asked: Period, asOf: Day): [Period, Period] {
  const thisYear = yearToDate(asOf)
  const { signedFrom, signedTo = asOf } = asked
  if (!signedFrom && !asked.signedTo) return [lastYear(asOf), thisYear]
  if (!signedFrom || signedFrom < thisYear.signedFrom || signedFrom > asOf) return [asked, thisYear]
  const soFar = { signedFrom, signedTo }
  return [asked, samePeriod(soFar, thisYear) ? lastYear(asOf) : yearBefore(soFar)]
}

/** What has been signed so far of the year of `asOf`, of a period that begins in it: too young to be held against a whole year. */
export function soFarOf({ signedFrom, signedTo = asOfLast }: Period, asOf: Day): Required<Period> | null {
  if (!signedFrom || signedFrom < yearToDate(asOf).signedFrom || signedFrom > asOf) return null
  return { signedFrom, signedTo: signedTo < asOf ? signedTo : asOf }
}

const asOfLast: Day = '9999-12-31'

export function samePeriod(a: Period, b: Period): boolean {
  return a.signedFrom === b.signedFrom && a.signedTo === b.signedTo
}

/** As it is said: 2020年, 2021年1–4月, 2021年4月, 2021年1月1日至5月20日, 历年. */
export function periodWords({ signedFrom, signedTo }: Period): string {
  if (!signedFrom && !signedTo) return '历年'
  if (!signedFrom) return `${dayWords(signedTo!)}及以前`
  if (!signedTo) return `${dayWords(signedFrom)}以来`
  return wholeMonths(signedFrom, signedTo) ?? fromTo(signedFrom, signedTo)
}

/** As a head says it; of a day that has not come nobody knows more than today. */
export function asOfWords(asOf: Day, today: Day): string {
  return asOf > today ? `截至未来的 ${asOf}，按今天已知的计算` : `截至 ${asOf}`
}

/** 2021年5月20日 */
export function dayWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

function fromTo(from: Day, to: Day): string {
  if (from === to) return dayWords(from)
  const end = dayWords(to)
  return `${dayWords(from)}至${yearOf(from) === yearOf(to) ? end.slice(5) : end}`
}

function wholeMonths(from: Day, to: Day): string | null {
  const [year, first, last] = [yearOf(from), Number(from.slice(5, 7)), Number(to.slice(5, 7))]
  if (yearOf(to) !== year || from.slice(8) !== '01' || to !== lastDayOfMonth(year, last)) return null
  if (first === 1 && last === 12) return `${year}年`
  return first === last ? `${year}年${first}月` : `${year}年${first}–${last}月`
}

/** The month, quarter or year that begins on a day. */
export function periodOf(by: Granularity, from: Day): { key: string; label: string; from: Day; to: Day } {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  if (by === 'year') return { key: `${year}`, label: `${year}年`, from, to: dayOf(year, 12, 31) }
  if (by === 'month')
    return { key: from.slice(0, 7), label: `${year}年${month}月`, from, to: lastDayOfMonth(year, month) }
  const quarter = Math.ceil(month / 3)
  return { key: `${year}-Q${quarter}`, label: `${year}年${quarter}季度`, from, to: lastDayOfMonth(year, quarter * 3) }
}

/** The first day of the quarter. */
export function quarterStart(day: Day): Day {
  return dayOf(Number(day.slice(0, 4)), 3 * Math.ceil(Number(day.slice(5, 7)) / 3) - 2, 1)
}

export function quarterEnd(day: Day): Day {
  return addDays(addMonths(quarterStart(day), 3), -1)
}

/** The end of the quarter that follows a quarter's end. */
export const quarterAfter = (end: Day): Day => addDays(addMonths(addDays(end, 1), 3), -1)
