import { z } from 'zod'
import { POSITIONS, TIERS } from '~/chains/domain/chain'
import { FIT_LEVELS, FIT_PARTS } from '~/chains/domain/fit'
import { NODE_STATES } from '~/chains/domain/picture'
import { TARGET_STATES, targetFilter } from '~/chains/domain/target'
import { listChains, readChain, type ChainPicture, type ChainRow } from '~/chains/server/chains'
import { projectFit } from '~/chains/server/fit'
import { listTargets } from '~/chains/server/targets'
import { decodeCursor, encodeCursor, SORT_VALUES } from '~/shared/cursor'
import { operation } from './operation'
import { component, id, named, pageOf, paging } from './schemas'

const count = (what: string) => z.number().int().describe(what)

const chainRow = {
  id,
  name: z.string(),
  leader: z.string().nullable().describe('链长'),
  leaderTitle: z.string().nullable().describe('链长职务'),
  unit: named.nullable().describe('牵头单位'),
  parks: z.array(
    z.object({ id, name: z.string(), position: z.enum(POSITIONS).describe('leading 主导，supporting 配套') }),
  ),
  nodes: count('节点'),
  present: count('有的节点：本地有企业，或有已开工的项目'),
  signed: count('已签约的节点：有签约未开工的项目'),
  negotiating: count('在谈的节点'),
  missing: count('缺的节点'),
  localRate: z.number().nullable().describe('本地配套率，%：有的节点 ÷ 全部节点；没有节点为 null'),
  firms: count('登记的本地企业'),
  targets: count('目标企业'),
}

const node = z.object({
  id,
  name: z.string(),
  codes: z.array(z.object({ code: z.string(), name: z.string().nullable() })).describe('GB/T 4754-2017'),
  tags: z.array(z.string()),
  state: z.enum(NODE_STATES).describe('present 有，signed 已签约，negotiating 在谈，missing 缺'),
  firms: count('本地企业'),
  built: count('已开工的项目'),
  signed: count('签约未开工的项目'),
  negotiating: count('在谈的项目'),
  targets: count('目标企业'),
})

const chain = component('Chain', z.object(chainRow))

const chainRecord = component(
  'ChainRecord',
  z.object({
    ...chainRow,
    aliases: z.array(z.string()).describe('别名'),
    note: z.string().nullable(),
    segments: z.array(
      z.object({
        id,
        tier: z.enum(TIERS).describe('upstream 上游，midstream 中游，downstream 下游'),
        name: z.string(),
        nodes: z.array(node),
      }),
    ),
  }),
)

const target = component(
  'ChainTarget',
  z.object({
    id,
    name: z.string(),
    region: z.string().nullable().describe('所在地'),
    reason: z.string().nullable().describe('招引理由'),
    state: z
      .enum(TARGET_STATES)
      .describe('open 待接触，contacted 已接触，talking 洽谈中，registered 已登记项目，dropped 暂不跟进'),
    unit: named.nullable().describe('责任单位'),
    chain: named,
    node: named,
    nodeState: z.enum(NODE_STATES).describe('节点现状'),
  }),
)

const fit = component(
  'ChainFit',
  z.object({
    level: z.enum(FIT_LEVELS).describe('high 契合，medium 部分契合，low 契合度低，none 不在链上，unknown 不能判断'),
    score: z.number().nullable().describe('0 到 100；不能判断为 null，不是 0'),
    place: z.object({ chainId: id, chain: z.string(), nodeId: id, node: z.string() }).nullable(),
    reasons: z.array(
      z.object({
        id: z.enum(FIT_PARTS),
        label: z.string(),
        points: z.number(),
        of: z.number(),
        because: z.string(),
      }),
    ),
    because: z.string(),
  }),
)

function rowAnswer({ coverage, parks, ...row }: ChainRow | ChainPicture) {
  return {
    ...row,
    ...coverage,
    parks: parks.map(({ id: parkId, name, position }) => ({ id: parkId, name, position })),
  }
}

const offsetOf = (cursor: string | undefined, sort: string) =>
  cursor ? Number(decodeCursor(cursor, sort, SORT_VALUES.offset).value) : 0

/** A page of a list that is read by its offset. */
function paged<Item extends { id: string }>(
  { items, total }: { items: Item[]; total: number },
  { sort, offset }: { sort: string; offset: number },
) {
  const [end, last] = [offset + items.length, items.at(-1)]
  return {
    items,
    total,
    nextCursor: last && end < total ? encodeCursor({ sort, value: String(end), id: last.id }) : null,
  }
}

const params = z.object({ id })
const TAG = '产业链'

export const chainOperations = [
  operation({
    id: 'listChains',
    method: 'get',
    path: '/chains',
    tag: TAG,
    summary: '产业链，截至今天各有多少节点',
    description: '项目只计您可见的、未终止的。',
    action: 'chain.read',
    query: z.strictObject({
      q: z.string().trim().max(100).optional().describe('名称、别名或链长'),
      sort: z.enum(['name']).default('name'),
      ...paging,
    }),
    response: pageOf('ChainPage', chain),
    handle: async (context, { query: { q, sort, limit, cursor } }) => {
      const offset = offsetOf(cursor, sort)
      const { items, total } = await listChains(context, { q: q || undefined, offset, limit })
      return paged({ items: items.map(rowAnswer), total }, { sort, offset })
    },
  }),
  operation({
    id: 'getChain',
    method: 'get',
    path: '/chains/{id}',
    tag: TAG,
    summary: '一条产业链：环节、节点和各节点现状',
    action: 'chain.read',
    params,
    response: chainRecord,
    refusals: [404],
    handle: async (context, { params: asked }) => {
      const picture = await readChain(context, asked.id)
      return {
        ...rowAnswer(picture),
        aliases: picture.aliases,
        note: picture.note,
        segments: picture.segments.map((segment) => ({
          ...segment,
          nodes: segment.nodes.map(({ firmNames: _, chainId: __, ...each }) => each),
        })),
      }
    },
  }),
  operation({
    id: 'listChainTargets',
    method: 'get',
    path: '/chain-targets',
    tag: TAG,
    summary: '目标企业',
    action: 'chain.read',
    query: targetFilter.extend({ sort: z.enum(['chain']).default('chain'), ...paging }).strict(),
    response: pageOf('ChainTargetPage', target),
    handle: async (context, { query: { sort, limit, cursor, ...filter } }) => {
      const offset = offsetOf(cursor, sort)
      const { items, total } = await listTargets(context, filter, { offset, limit })
      return paged({ items: items.map(({ mayEdit: _, ...row }) => row), total }, { sort, offset })
    },
  }),
  operation({
    id: 'projectChainFit',
    method: 'get',
    path: '/projects/{id}/chain-fit',
    tag: TAG,
    summary: '项目的产业链契合度和理由',
    action: 'project.read',
    params,
    response: fit,
    refusals: [404],
    handle: (context, { params: asked }) => projectFit(context, asked.id),
  }),
]
