import type { RequestContext } from '~/auth/domain/actor'
import type { Db, Tx } from '~/platform/database/client'
import { visibleProjects } from '~/projects/server/visibility'
import { businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { AppError } from '~/shared/errors'
import {
  ALLOCATION_STATE_NAMES,
  hasLapsed,
  TAKING_STATES,
  type AllocationState,
} from '../../domain/allocation/allocation'
import { stepAllocation } from './allocation-steps'

/** Who has a plot, as far as the asker may know. */
export interface Holder {
  allocationId: string
  state: AllocationState
  /** the last day of a hold */
  until: Day | null
  /** null: of a project that the asker may not see */
  project: { id: string; name: string } | null
}

/** The allocation that takes a plot; one that has lapsed takes it no more. */
export async function holderOf(db: Db, context: RequestContext, plotId: string): Promise<Holder | null> {
  const taken = await db.allocation.findFirst({
    where: { plotId, state: { in: [...TAKING_STATES] } },
    select: { id: true, state: true, until: true, projectId: true },
  })
  if (!taken) return null
  const until = taken.until ? toDay(taken.until) : null
  if (hasLapsed(taken.state, until, businessDay(context.now))) return null
  const project = await db.project.findFirst({
    where: { AND: [{ id: taken.projectId }, visibleProjects(context.actor)] },
    select: { id: true, name: true },
  })
  return { allocationId: taken.id, state: taken.state, until, project }
}

/** The refusal of a plot that somebody has: until when, and who, as far as the asker may know. */
export function plotTaken(code: string, { state, until, project }: Holder): AppError {
  const who = project ? `“${project.name}”` : '另一个项目'
  const how = state === 'held' && until ? `锁定到 ${until}` : ALLOCATION_STATE_NAMES[state]
  return new AppError('taken', {
    userMessage: `地块“${code}”已被${who}${how}`,
    detail: { state, until, holder: project },
  })
}

/** Releases a hold whose day is past, inside the transaction that takes the plot. */
export async function releaseLapsed(tx: Tx, context: RequestContext, plotId: string): Promise<void> {
  const on = businessDay(context.now)
  const lapsed = await tx.allocation.findMany({ where: { plotId, state: 'held', until: { lt: fromDay(on) } } })
  for (const allocation of lapsed)
    await stepAllocation(tx, context, 'allocation.lapse', allocation, { state: 'released', on, note: '锁定到期' })
}
