import type { RequestContext } from '~/auth/domain/actor'
import { transaction, type Tx } from '~/platform/database/client'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { rankOf } from '~/projects/domain/stages'
import { visibleProjects } from '~/projects/server/visibility'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay, type Day } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { latestHold } from '../../domain/allocation/allocation'
import { beginAllocation, stepAllocation } from './allocation-steps'
import { holderOf, plotTaken, releaseLapsed } from './holders'
import { lockPlot } from '../lock-plot'

export interface HoldInput {
  plotId: string
  projectId: string
  /** the last day; where nobody says, the latest that the rule allows */
  until?: Day | null
}

export interface Held {
  id: string
  plotId: string
  projectId: string
  until: Day
}

/**
 * 锁定: one approved project takes a plot until a day. A plot that somebody has is refused before anything else.
 * @throws taken (409) that names the day it runs out, and the holder as far as the asker may know; notFound (404);
 * conflict (409) while the project is not approved; invalid (422) for a day out of bounds
 */
export async function holdPlot(context: RequestContext, { plotId, projectId, until }: HoldInput): Promise<Held> {
  const today = businessDay(context.now)
  return transaction(async (tx) => {
    const plot = await lockPlot(tx, context, plotId, 'plot.hold')
    const holder = await holderOf(tx, context, plot.id)
    if (holder) throw plotTaken(plot.code, holder)
    const last = await lastDayOfHold(tx, today, until ?? null)
    const project = await tx.project.findFirst({
      where: { AND: [{ id: projectId, ...COUNTED_PROJECTS }, visibleProjects(context.actor)] },
      select: { id: true, name: true, stage: true, status: true },
    })
    if (!project) throw notFound('这个项目')
    if (project.status === 'ended' || rankOf(project.stage) < rankOf('approved')) {
      throw new AppError('conflict', { userMessage: `项目“${project.name}”尚未过会，只能意向选址，不能锁定地块` })
    }
    await releaseLapsed(tx, context, plot.id)
    const step = { state: 'held', on: today, until: last } as const
    const pair = { plotId: plot.id, projectId: project.id }
    const proposed = await tx.allocation.findFirst({ where: { ...pair, state: 'candidate' } })
    if (proposed) await stepAllocation(tx, context, 'allocation.hold', proposed, step)
    const { id } = proposed ?? (await beginAllocation(tx, context, 'allocation.hold', pair, step))
    return { id, ...pair, until: last }
  })
}

/** The last day of a hold from today; the latest that the rule allows where nobody says. @throws invalid at `until` */
export async function lastDayOfHold(tx: Tx, today: Day, until: Day | null): Promise<Day> {
  const { days } = await ruleInForce(tx, 'plotHold', today)
  const latest = latestHold(today, days)
  if (until === null) return latest
  if (until < today || until > latest) {
    throw invalidField('until', `锁定期限应在今天（${today}）至 ${latest} 之间`, 'range')
  }
  return until
}
