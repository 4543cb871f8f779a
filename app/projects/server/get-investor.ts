import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { toDay } from '~/shared/day'
import { COUNTED_PROJECTS } from './counted'
import { visibleProjects } from './visibility'
import { notFound } from '~/shared/errors'
import type { PathStage } from '../domain/stages'

/** Projects shown with an investor; the list of projects has the rest. */
const PROJECTS_SHOWN = 200

/**
 * An investor with those of its projects that the actor may see, newest first.
 * @throws notFound when there is none, or none of its projects is visible.
 */
export async function getInvestor(context: RequestContext, id: string) {
  assertCan(context.actor, 'investor.read')
  const investor = await database().investor.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      uscc: true,
      origin: true,
      createdAt: true,
      projects: {
        where: { AND: [COUNTED_PROJECTS, visibleProjects(context.actor)] },
        select: { id: true, name: true, stage: true, status: true, signedFrom: true, investmentWan: true },
        orderBy: { id: 'desc' },
        take: PROJECTS_SHOWN,
      },
    },
  })
  if (!investor || investor.projects.length === 0) throw notFound('这家企业')
  return {
    ...investor,
    createdAt: investor.createdAt.toISOString(),
    projects: investor.projects.map(({ stage, signedFrom, investmentWan, ...project }) => ({
      ...project,
      // a project's own stage is always on the path
      stage: stage as PathStage,
      signedFrom: signedFrom && toDay(signedFrom),
      investmentWan: investmentWan && investmentWan.toNumber(),
    })),
  }
}
