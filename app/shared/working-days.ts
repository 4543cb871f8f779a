import { addDays, dayOf, isWeekend, yearOf, type Day } from './day'
import { legalHolidays } from './legal-holidays'

/** A day that the State Council's yearly list names: off, or worked although it is a weekend. */
export interface SpecialDay {
  day: Day
  kind: 'holiday' | 'workday'
  name: string
}

/** The published days. Made once from the stored rows, and passed to whatever counts working days. */
export interface WorkCalendar {
  readonly days: ReadonlyMap<Day, SpecialDay>
  /** years whose list was published; in all others the law's fixed days hold */
  readonly years: ReadonlySet<number>
  /** 31 December of the last published year */
  readonly lastPublishedDay: Day | null
}

/** A year counts as published when its list has 1 January, which every list names. */
export function workCalendar(days: readonly SpecialDay[]): WorkCalendar {
  const years = new Set(days.filter(({ day }) => day.endsWith('-01-01')).map(({ day }) => yearOf(day)))
  return {
    days: new Map(days.map((each) => [each.day, each])),
    years,
    lastPublishedDay: years.size > 0 ? dayOf(Math.max(...years), 12, 31) : null,
  }
}

export interface DayStatus {
  working: boolean
  /** the holiday that makes it a day off, or that it is worked for */
  name: string | null
  /** true where no published list covers the day */
  estimated: boolean
}

/** Whether a day is worked: the published list first, then, in years without one, the law's fixed days, then the week. */
export function dayStatus(calendar: WorkCalendar, day: Day): DayStatus {
  const special = calendar.days.get(day)
  if (special) return { working: special.kind === 'workday', name: special.name, estimated: false }
  const year = yearOf(day)
  if (calendar.years.has(year)) return { working: !isWeekend(day), name: null, estimated: false }
  const name = legalHolidays(year).get(day) ?? null
  return { working: name === null && !isWeekend(day), name, estimated: true }
}

/**
 * The n-th working day after a day, before it when n is negative; the day itself, worked or not, when n is 0.
 * The day one starts from does not count (民法典 art. 201). @throws RangeError when n is no whole number
 */
export function addWorkingDays(calendar: WorkCalendar, from: Day, n: number): { day: Day; estimated: boolean } {
  if (!Number.isSafeInteger(n)) throw new RangeError(`no number of working days: ${n}`)
  const step = Math.sign(n)
  let day = from
  let estimated = false
  for (let left = Math.abs(n); left > 0;) {
    day = addDays(day, step)
    const status = dayStatus(calendar, day)
    estimated ||= status.estimated
    if (status.working) left -= 1
  }
  return { day, estimated }
}

/**
 * Working days that pass from one day to another: the first does not count, the last does; negative when `to` is earlier.
 * `workingDaysBetween(from, addWorkingDays(from, n))` is n.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: Day, to: Day): { days: number; estimated: boolean } {
  const step = from <= to ? 1 : -1
  let days = 0
  let estimated = false
  for (let day = from; day !== to;) {
    day = addDays(day, step)
    const status = dayStatus(calendar, day)
    estimated ||= status.estimated
    if (status.working) days += step
  }
  return { days, estimated }
}

/** A time limit as a rule states it: 5 working days, or 15 calendar days. */
export type Term = { workingDays: number } | { days: number }

/**
 * The last day on which something is in time. The day it runs from does not count, and a term in calendar days that
 * ends on a day off ends on the next working day (民法典 art. 201, 203). @throws RangeError for a term that is not whole or is negative
 */
export function dueDay(calendar: WorkCalendar, from: Day, term: Term): { day: Day; estimated: boolean } {
  const length = 'days' in term ? term.days : term.workingDays
  if (!Number.isSafeInteger(length) || length < 0) throw new RangeError(`no length of a term: ${length}`)
  if ('workingDays' in term) return addWorkingDays(calendar, from, length)
  const end = addDays(from, length)
  const { working, estimated } = dayStatus(calendar, end)
  if (working) return { day: end, estimated }
  const next = addWorkingDays(calendar, end, 1)
  return { day: next.day, estimated: estimated || next.estimated }
}

/** The first year without a list that somebody should load by now: this one, and from November on the next. */
export function missingYear(calendar: WorkCalendar, today: Day): number | null {
  const year = yearOf(today)
  const due = today >= dayOf(year, 11, 1) ? [year, year + 1] : [year]
  return due.find((each) => !calendar.years.has(each)) ?? null
}
