import { industryCode, isWithin, type IndustryCode } from '~/parks/domain/industry-code'
import { quoted } from '~/shared/text'
import { POSITION_NAMES, TIER_NAMES, TIERS, type Position, type Tier } from './chain'

/** A node as a fit looks at it. */
export interface FitNode {
  id: string
  name: string
  tier: Tier
  /** GB/T 4754-2017, two to four digits */
  codes: readonly IndustryCode[]
  /** local firms and started projects on it, without the project that is judged */
  local: number
}

export interface FitChain {
  id: string
  name: string
  /** words by which projects mean it, its name among them */
  words: readonly string[]
  parks: readonly { parkId: string; park: string; position: Position }[]
  nodes: readonly FitNode[]
}

/** What of a project, or of one that is only talked of, a fit is judged by. */
export interface FitProject {
  /** industry code; null: not known */
  industryCode: string | null
  /** 产业链 as the project writes it */
  chain: string | null
  /** null: not decided */
  parkId: string | null
  /** where somebody has put it by hand */
  nodeIds: readonly string[]
}

/** How much each part counts; the four add up to 100. From which score on a project fits well, or in part. */
export interface FitWeights {
  position: number
  gap: number
  upstream: number
  downstream: number
  high: number
  medium: number
}

export const FIT_LEVELS = ['high', 'medium', 'low', 'none', 'unknown'] as const
export type FitLevel = (typeof FIT_LEVELS)[number]

export const FIT_LEVEL_NAMES: Record<FitLevel, string> = {
  high: '契合',
  medium: '部分契合',
  low: '契合度低',
  none: '不在链上',
  unknown: '不能判断',
}

export const FIT_PARTS = ['position', 'gap', 'upstream', 'downstream'] as const
export type FitPart = (typeof FIT_PARTS)[number]

const FIT_PART_NAMES: Record<FitPart, string> = {
  position: '园区产业链',
  gap: '补链',
  upstream: '上游配套',
  downstream: '下游配套',
}

/** Points of one part with what they rest on. */
export interface FitReason {
  id: FitPart
  label: string
  /** 0 to `of` */
  points: number
  of: number
  because: string
}

export interface ChainFit {
  level: FitLevel
  /** 0 to 100; null where it cannot be judged, which is not 0 */
  score: number | null
  /** the place that it was judged at: of several, where it fits best */
  place: { chainId: string; chain: string; nodeId: string; node: string } | null
  /** the parts of the score; none where there is no place */
  reasons: FitReason[]
  /** in a sentence */
  because: string
}

type Place = { chain: FitChain; node: FitNode }

/** A supporting park is worth so much of a leading one. */
const SHARES: Record<Position, number> = { leading: 1, supporting: 0.6 }

/**
 * How well a project fits the chains, 0 to 100: is it on its park's chains, does it fill a node that is missing, and what of
 * the chain is there upstream and downstream of it. Without an industry code nobody can tell, unless it was put on a node.
 */
export function chainFit(project: FitProject, chains: readonly FitChain[], weights: FitWeights): ChainFit {
  const places = placesOf(project, chains)
  const [best] = places
    .map((place) => ({ place, reasons: reasonsOf(place, project, weights) }))
    .map((each) => ({ ...each, score: round1(each.reasons.reduce((sum, { points }) => sum + points, 0)) }))
    .toSorted((one, other) => other.score - one.score)
  if (!best) return withoutPlace(project, chains)
  const { place, reasons, score } = best
  const level = score >= weights.high ? 'high' : score >= weights.medium ? 'medium' : 'low'
  const { chain, node } = place
  return {
    level,
    score,
    reasons,
    place: { chainId: chain.id, chain: chain.name, nodeId: node.id, node: node.name },
    because: `在${quoted(chain.name)}的${TIER_NAMES[node.tier]}节点${quoted(node.name)}`,
  }
}

/**
 * The nodes on which a project stands: where somebody has put it; in a chain where nobody has, those whose codes its
 * industry code is within, unless it names another chain. The database says the same (server/placed-sql.ts).
 */
export function placesOf(
  { industryCode: written, chain: named, nodeIds }: FitProject,
  chains: readonly FitChain[],
): Place[] {
  const code = written === null ? null : industryCode(written)
  const namesChain = named !== null && chains.some(({ words }) => words.includes(named))
  return chains.flatMap((chain) => {
    const byHand = chain.nodes.filter(({ id }) => nodeIds.includes(id))
    if (byHand.length > 0) return byHand.map((node) => ({ chain, node }))
    if (code === null || (namesChain && !chain.words.includes(named))) return []
    return chain.nodes
      .filter(({ codes }) => codes.some((each) => isWithin(code, each)))
      .map((node) => ({ chain, node }))
  })
}

const round1 = (value: number) => Math.round(value * 10) / 10

function reasonsOf({ chain, node }: Place, { parkId }: FitProject, weights: FitWeights): FitReason[] {
  const reason = (id: FitPart, share: number, because: string): FitReason => ({
    id,
    label: FIT_PART_NAMES[id],
    points: round1(share * weights[id]),
    of: weights[id],
    because,
  })
  const [upstream, downstream] = [beyond(chain, node, 'upstream'), beyond(chain, node, 'downstream')]
  return [
    reason('position', ...position(chain, parkId)),
    reason('gap', 1 / (1 + node.local), gapWords(node)),
    // At an end of the chain the one side stands for both.
    reason('upstream', upstream.length > 0 ? presence(upstream) : presence(downstream), sideWords(upstream, '上游')),
    reason(
      'downstream',
      downstream.length > 0 ? presence(downstream) : presence(upstream),
      sideWords(downstream, '下游'),
    ),
  ]
}

function position({ name, parks }: FitChain, parkId: string | null): [share: number, because: string] {
  if (parkId === null) {
    const best = parks.toSorted((one, other) => SHARES[other.position] - SHARES[one.position])[0]
    if (!best) return [0, `园区未定，也没有园区以${quoted(name)}为主导或配套`]
    return [SHARES[best.position], `园区未定，按落在${quoted(best.park)}（${POSITION_NAMES[best.position]}）计`]
  }
  const own = parks.find((park) => park.parkId === parkId)
  if (!own) return [0, `所在园区不以${quoted(name)}为主导或配套`]
  return [SHARES[own.position], `${quoted(own.park)}${POSITION_NAMES[own.position]}${quoted(name)}`]
}

const gapWords = ({ name, local }: FitNode) =>
  local === 0 ? `${quoted(name)}本地还没有，补上缺的节点` : `${quoted(name)}本地已有 ${local} 家`

/** The nodes of a chain on the one side of a node. */
function beyond({ nodes }: FitChain, { tier }: FitNode, side: 'upstream' | 'downstream'): FitNode[] {
  const at = TIERS.indexOf(tier)
  return nodes.filter((node) => {
    const other = TIERS.indexOf(node.tier)
    return side === 'upstream' ? other < at : other > at
  })
}

const presence = (nodes: readonly FitNode[]) =>
  nodes.length === 0 ? 0 : nodes.filter(({ local }) => local > 0).length / nodes.length

const NAMED = 4

function sideWords(nodes: readonly FitNode[], side: string): string {
  if (nodes.length === 0) return `链上没有${side}节点，按另一侧计`
  const there = nodes.filter(({ local }) => local > 0).map(({ name }) => name)
  const more = there.length > NAMED ? '等' : ''
  const named = there.length > 0 ? `：${there.slice(0, NAMED).join('、')}${more}` : ''
  return `${side} ${nodes.length} 个节点，本地有 ${there.length} 个${named}`
}

/** What can be said of a project that stands nowhere. */
function withoutPlace({ industryCode: written }: FitProject, chains: readonly FitChain[]): ChainFit {
  const nowhere = { place: null, reasons: [] }
  const unknown = (because: string): ChainFit => ({ level: 'unknown', score: null, ...nowhere, because })
  if (chains.every(({ nodes }) => nodes.length === 0)) return unknown('还没有建立产业链')
  if (written === null) return unknown('行业代码没有填，看不出在哪条链上')
  const code = industryCode(written)
  if (code === null) return unknown(`行业代码${quoted(written)}看不明白`)
  const finer = chains.flatMap(({ name, nodes }) =>
    nodes
      .filter(({ codes }) => codes.some((each) => each !== code && isWithin(each, code)))
      .map((node) => [name, node.name]),
  )
  const [first] = finer
  if (first) return unknown(`行业代码 ${code} 不够细，可能在${quoted(first.join(' › '))}等节点，请填到小类`)
  return { level: 'none', score: 0, ...nowhere, because: `行业代码 ${code} 不在任何产业链的节点上` }
}
