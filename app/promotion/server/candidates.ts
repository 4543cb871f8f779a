import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { projectFilter } from '~/projects/domain/filter'
import type { ListedProject } from '~/projects/domain/listed-project'
import { listProjects } from '~/projects/server/list'
import { database } from '~/platform/database/client'
import { valueAt } from '~/shared/present'
import { membershipsOf, type Memberships } from './memberships'

export interface ProjectCandidate extends Pick<
  ListedProject,
  'id' | 'name' | 'stage' | 'status' | 'investmentWan' | 'signedFrom' | 'signedTo'
> {
  investor: string | null
  memberships: Memberships
  phases: { id: string; name: string }[]
}

const SHOWN = 30

/** Projects that may be put into a batch or on an event's list, found by words in name, investor or code. */
export async function searchCandidates(
  context: RequestContext,
  words: string,
): Promise<{ items: ProjectCandidate[]; total: number } | null> {
  assertCan(context.actor, 'promotion.manage')
  const q = words.trim().slice(0, 100)
  if (q === '') return null
  const { items, total } = await listProjects(context, {
    filter: projectFilter.parse({ q }),
    sort: '-signedFrom',
    limit: SHOWN,
  })
  const ids = items.map(({ id }) => id)
  const [memberships, phases] = await Promise.all([
    membershipsOf(context, ids),
    database().phase.findMany({
      where: { projectId: { in: ids } },
      select: { id: true, name: true, projectId: true },
      orderBy: { number: 'asc' },
    }),
  ])
  return {
    total,
    items: items.map(({ id, name, investor, stage, status, investmentWan, signedFrom, signedTo }) => ({
      id,
      name,
      investor: investor?.name ?? null,
      stage,
      status,
      investmentWan,
      signedFrom,
      signedTo,
      memberships: valueAt(memberships, id),
      phases: phases
        .filter(({ projectId }) => projectId === id)
        .map(({ id: phaseId, name: phase }) => ({ id: phaseId, name: phase })),
    })),
  }
}
