import type { RequestContext } from '~/auth/domain/actor'
import { hasRole } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { addDays, businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { present } from '~/shared/present'
import type { ProjectFilter } from '../domain/filter'
import { COUNTED_PROJECTS } from './counted'
import { listProjects } from './list'
import { visibleProjects } from './visibility'

const SHOWN = 8
/** Next steps due within so many days are of today's concern. */
const SOON_DAYS = 7

const NO_FILTER: ProjectFilter = { stage: [] }

/** The unit whose projects are this user's concern; null for those who look over all. */
export function concernedUnit({ actor }: RequestContext): string | null {
  return hasRole(actor, 'bureau', 'leader', 'inspector', 'auditor', 'land', 'reviewer') ? null : actor.unitId
}

/** What waits in the projects: signed and not started, longest first; next steps due within 7 days or overdue. */
export async function projectsWaiting(context: RequestContext) {
  assertCan(context.actor, 'project.read')
  const unit = concernedUnit(context) ?? undefined
  const dueBy = addDays(businessDay(context.now), SOON_DAYS)
  const [notStarted, due] = await Promise.all([
    listProjects(context, {
      filter: { ...NO_FILTER, notStarted: '1', unit },
      sort: 'signedFrom',
      limit: SHOWN,
    }),
    nextStepsDue(context, unit, dueBy),
  ])
  return { unit: unit ?? null, dueBy, notStarted: { items: notStarted.items, total: notStarted.total }, due }
}

async function nextStepsDue(context: RequestContext, unit: string | undefined, dueBy: Day) {
  const where = {
    AND: [
      { ...COUNTED_PROJECTS, status: 'active' as const, nextStepOn: { lte: fromDay(dueBy) } },
      unit ? { OR: [{ unitId: unit }, { introducedById: unit }, { landedAtId: unit }] } : {},
      visibleProjects(context.actor),
    ],
  }
  const [rows, total] = await Promise.all([
    database().project.findMany({
      where,
      select: { id: true, name: true, nextStep: true, nextStepOn: true, sponsor: true },
      orderBy: [{ nextStepOn: 'asc' }, { id: 'asc' }],
      take: SHOWN,
    }),
    database().project.count({ where }),
  ])
  return {
    items: rows.map(({ nextStepOn, ...row }) => ({
      ...row,
      nextStepOn: toDay(present(nextStepOn, 'the day of the next step')),
    })),
    total,
  }
}
