import { hasRole, type RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { addDays, businessDay } from '~/shared/day'
import type { ProjectFilter } from '../domain/filter'
import { listProjects } from './list'

const SHOWN = 8
/** Next steps due within so many days are of today's concern. */
const SOON_DAYS = 7

/** Asks for the projects that the actor may act on; for the bureau these are all, and nothing is asked. */
export const inCharge = ({ actor }: RequestContext): Pick<ProjectFilter, 'inCharge'> =>
  hasRole(actor, 'bureau') ? {} : { inCharge: '1' }

/** What waits in the projects that the actor may act on: signed and not started, longest first; next steps due within 7 days or overdue. */
export async function projectsWaiting(context: RequestContext) {
  assertCan(context.actor, 'project.read')
  const dueBy = addDays(businessDay(context.now), SOON_DAYS)
  const filter: ProjectFilter = { stage: [], ...inCharge(context) }
  const [notStarted, due] = await Promise.all([
    listProjects(context, { filter: { ...filter, notStarted: '1' }, sort: 'signedFrom', limit: SHOWN }),
    listProjects(context, { filter: { ...filter, nextStepBy: dueBy }, sort: 'nextStepOn', limit: SHOWN }),
  ])
  return { dueBy, notStarted, due }
}
