import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { transaction } from '~/platform/database/client'
import { dayOf, fromDay } from '~/shared/day'
import type { YearList } from '../domain/inputs'
import { yearListLines } from '../domain/year-list'
import { forgetWorkCalendar } from './work-calendar'
import { storedYear } from './year-to-edit'

/** Replaces a year's list as a whole. @throws AppError stale (409) with both lists when somebody saved in between */
export async function saveCalendarYear(
  context: RequestContext,
  { version, input: { year, days } }: { version: number; input: YearList },
): Promise<void> {
  assertCan(context.actor, 'calendar.manage')
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('calendar_day'))`
    const before = await storedYear(tx, year)
    const subject = { type: 'calendar', id: String(year) } as const
    if (before.version !== version) {
      const what = `${year}年的放假安排`
      throw await staleEdit(tx, { subject, what, version: before.version, current: before.values })
    }
    const list = yearListLines(days).join('\n')
    if (list === before.values.list) return
    const ofYear = { gte: fromDay(dayOf(year, 1, 1)), lte: fromDay(dayOf(year, 12, 31)) }
    await tx.calendarDay.deleteMany({ where: { day: ofYear } })
    await tx.calendarDay.createMany({ data: days.map((each) => ({ ...each, day: fromDay(each.day) })) })
    await recordAudit(tx, context, {
      action: 'calendar.update',
      subjectType: subject.type,
      subjectId: subject.id,
      before: before.values.list ? before.values : undefined,
      after: { list },
    })
  })
  forgetWorkCalendar()
}
