import { StatusDot, type DotShape, type Tone } from '~/ui/badge'
import { NODE_STATE_NAMES, type NodeState } from '../domain/picture'

const LOOKS: Record<NodeState, { tone: Tone; shape: DotShape }> = {
  present: { tone: 'good', shape: 'circle' },
  signed: { tone: 'accent', shape: 'half' },
  negotiating: { tone: 'warning', shape: 'diamond' },
  missing: { tone: 'danger', shape: 'ring' },
}

/** How far a node is filled: shape, colour and word. */
export function NodeStateDot({ state }: { state: NodeState }) {
  return <StatusDot {...LOOKS[state]}>{NODE_STATE_NAMES[state]}</StatusDot>
}
