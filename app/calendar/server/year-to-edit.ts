import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, type Db } from '~/platform/database/client'
import { yearListLines } from '../domain/year-list'
import { specialDays } from './work-calendar'

export interface EditedYear {
  /** how often the year was saved, by the log: its days have no row of their own that could carry a version */
  version: number
  /** as the form's values */
  values: { list: string }
}

/** What an edit of a year's list starts from. */
export async function yearToEdit(context: RequestContext, year: number): Promise<EditedYear> {
  assertCan(context.actor, 'calendar.manage')
  return storedYear(database(), year)
}

export async function storedYear(db: Db, year: number): Promise<EditedYear> {
  const version = await db.auditEvent.count({ where: { subjectType: 'calendar', subjectId: String(year) } })
  return { version, values: { list: yearListLines(await specialDays(db, year)).join('\n') } }
}
