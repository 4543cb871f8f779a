import { database, type Db } from '~/platform/database/client'
import { dayOf, fromDay, toDay } from '~/shared/day'
import { workCalendar, type SpecialDay, type WorkCalendar } from '~/shared/working-days'

/** Another process may change the calendar too: this one sees it within a minute. */
const LONGEST_KEPT_MS = 60_000

let kept: { calendar: Promise<WorkCalendar>; since: number } | undefined

/** The stored calendar, read once and kept until it is changed. */
export function loadWorkCalendar(): Promise<WorkCalendar> {
  if (kept && performance.now() - kept.since < LONGEST_KEPT_MS) return kept.calendar
  const calendar = specialDays(database()).then(workCalendar)
  const mine = { calendar, since: performance.now() }
  kept = mine
  calendar.catch(() => {
    if (kept === mine) forgetWorkCalendar()
  })
  return calendar
}

/** To be called once a change of the calendar is committed. */
export function forgetWorkCalendar(): void {
  kept = undefined
}

/** The listed days of one year, or of all, in their order. */
export async function specialDays(db: Db, year?: number): Promise<SpecialDay[]> {
  const ofYear = year && { day: { gte: fromDay(dayOf(year, 1, 1)), lte: fromDay(dayOf(year, 12, 31)) } }
  const rows = await db.calendarDay.findMany({ where: ofYear || undefined, orderBy: { day: 'asc' } })
  return rows.map(({ day, kind, name }) => ({ day: toDay(day), kind, name }))
}
