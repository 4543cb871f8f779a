import { percent } from '~/shared/money'
import { pathFrom, rankOf, type PathStage } from '~/projects/domain/stages'

/** How far a node is filled, from there to missing. */
export const NODE_STATES = ['present', 'signed', 'negotiating', 'missing'] as const
export type NodeState = (typeof NODE_STATES)[number]

export const NODE_STATE_NAMES: Record<NodeState, string> = {
  present: '有',
  signed: '已签约',
  negotiating: '在谈',
  missing: '缺',
}

/** What stands on a node: local firms, and projects that are not over, by how far they have come. */
export interface NodeCounts {
  firms: number
  /** started or further */
  built: number
  /** signed, not started */
  signed: number
  /** not signed yet */
  negotiating: number
}

/** The stages of the projects of each count; a link to the list of projects asks for them. */
export const COUNTED_STAGES = {
  built: pathFrom('started'),
  signed: pathFrom('signed').filter((stage) => rankOf(stage) < rankOf('started')),
  negotiating: pathFrom('lead').filter((stage) => rankOf(stage) < rankOf('signed')),
} satisfies Record<string, readonly PathStage[]>

/** The furthest that somebody has come with a node. */
export function nodeState({ firms, built, signed, negotiating }: NodeCounts): NodeState {
  if (firms + built > 0) return 'present'
  if (signed > 0) return 'signed'
  return negotiating > 0 ? 'negotiating' : 'missing'
}

/** Nodes by state, and what share of them is there: 本地配套率. */
export interface Coverage extends Record<NodeState, number> {
  nodes: number
  /** %, with one decimal; null for a chain without nodes */
  localRate: number | null
}

/** 本地配套率: nodes that are there ÷ all nodes. */
export function coverageOf(nodes: readonly NodeCounts[]): Coverage {
  const count = (state: NodeState) => nodes.filter((node) => nodeState(node) === state).length
  const present = count('present')
  return {
    nodes: nodes.length,
    present,
    signed: count('signed'),
    negotiating: count('negotiating'),
    missing: count('missing'),
    localRate: percent(present, nodes.length),
  }
}

/** What the rate is, in a sentence for readers. */
export const LOCAL_RATE_MEANS = '本地配套率 = 有企业或已开工项目的节点 ÷ 全部节点'
