import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { businessDay, dayOf, yearOf, type Day } from '~/shared/day'
import { legalHolidays } from '~/shared/legal-holidays'
import { missingYear, workingDaysBetween, type SpecialDay } from '~/shared/working-days'
import { loadWorkCalendar } from './work-calendar'

export interface CalendarYear {
  year: number
  published: boolean
  /** the published list; in a year without one the law's fixed days */
  days: SpecialDay[]
  workingDays: number
  lastPublishedDay: Day | null
  /** the year whose list should be loaded by now */
  missing: number | null
  /** published years, and those around today */
  years: { year: number; published: boolean }[]
  today: Day
  editable: boolean
}

/** A year of the working calendar; this year unless told. */
export async function readCalendarYear(context: RequestContext, asked?: number): Promise<CalendarYear> {
  assertCan(context.actor, 'calendar.read')
  const calendar = await loadWorkCalendar()
  const today = businessDay(context.now)
  const thisYear = yearOf(today)
  const year = asked ?? thisYear
  const published = calendar.years.has(year)
  const fixed = [...legalHolidays(year)].map(([day, name]): SpecialDay => ({ day, kind: 'holiday', name }))
  const listed = [...calendar.days.values()].filter(({ day }) => yearOf(day) === year)
  const years = new Set([...calendar.years, thisYear - 1, thisYear, thisYear + 1, year])
  return {
    year,
    published,
    days: published ? listed : fixed,
    workingDays: workingDaysBetween(calendar, dayOf(year - 1, 12, 31), dayOf(year, 12, 31)).days,
    lastPublishedDay: calendar.lastPublishedDay,
    missing: missingYear(calendar, today),
    years: [...years].toSorted((a, b) => a - b).map((each) => ({ year: each, published: calendar.years.has(each) })),
    today,
    editable: can(context.actor, 'calendar.manage'),
  }
}
