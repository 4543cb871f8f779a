import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { industryName } from '~/parks/server/industries'
import { database } from '~/platform/database/client'
import { projectFilter } from '~/projects/domain/filter'
import { listProjects } from '~/projects/server/list'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { nodeState } from '../domain/picture'
import { nodeCounts } from './node-counts'
import { firmSubject } from './save-firm'
import { listTargets } from './targets'

/** Of a node's firms, target companies and projects that its page shows. */
const SHOWN = 100
const SHOWN_PROJECTS = 20

/** A node with its firms, target companies and projects, as far as the actor may see them. @throws notFound */
export async function readNode(context: RequestContext, { chainId, id }: { chainId?: string; id?: string }) {
  assertCan(context.actor, 'chain.read')
  const node =
    isId(id) &&
    isId(chainId) &&
    (await database().chainNode.findFirst({
      where: { id, chainId },
      include: {
        segment: { select: { tier: true, name: true, chain: { select: { id: true, name: true } } } },
        firms: {
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take: SHOWN,
          include: { park: { select: { id: true, name: true, unitId: true } } },
        },
      },
    }))
  if (!node) throw notFound('这个节点')
  const [counted, targets, projects] = await Promise.all([
    nodeCounts(context, [node.chainId]),
    listTargets(context, { chain: node.chainId }, { node: node.id, offset: 0, limit: SHOWN }),
    listProjects(context, {
      filter: projectFilter.parse({ chainNode: node.id }),
      sort: '-stage',
      limit: SHOWN_PROJECTS,
    }),
  ])
  const counts = counted.find((each) => each.id === node.id)
  if (!counts) throw notFound('这个节点')
  return {
    id: node.id,
    name: node.name,
    tags: node.tags,
    note: node.note,
    tier: node.segment.tier,
    segment: node.segment.name,
    chain: node.segment.chain,
    codes: node.codes.map((code) => ({ code, name: industryName(code) })),
    counts,
    state: nodeState(counts),
    firms: node.firms.map(({ id: firmId, name, uscc, note, park }) => ({
      id: firmId,
      name,
      uscc,
      note,
      park: park && { id: park.id, name: park.name },
      mayEdit: can(context.actor, 'chainFirm.edit', firmSubject({ park })),
    })),
    targets: targets.items,
    projects: {
      total: projects.total,
      items: projects.items.map(({ id: projectId, name, stage, status, investor, investmentWan }) => ({
        id: projectId,
        name,
        stage,
        status,
        investor: investor?.name ?? null,
        investmentWan,
      })),
    },
  }
}
