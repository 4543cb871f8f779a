import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { businessDay } from '~/shared/day'
import type { Duty } from '~/shared/duty'
import { missingYear } from '~/shared/working-days'
import { loadWorkCalendar } from './work-calendar'

declare module '~/shared/duty' {
  interface DutyPanels {
    missingYear: { year: number }
  }
}

/** The working days of a year that should be loaded by now. */
export async function calendarDuties(context: RequestContext): Promise<Duty[]> {
  if (!can(context.actor, 'calendar.manage')) return []
  const year = missingYear(await loadWorkCalendar(), businessDay(context.now))
  if (!year) return []
  return [{ key: 'calendar', order: 0, to: `/settings/calendar/${year}`, panel: { kind: 'missingYear', year } }]
}
