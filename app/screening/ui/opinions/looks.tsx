import { Badge, StatusDot, type DotShape, type Tone } from '~/ui/badge'
import {
  CONDITION_STATE_NAMES,
  OPINION_ANSWER_NAMES,
  OPINION_STATE_NAMES,
  type ConditionState,
  type OpinionAnswer,
  type OpinionState,
} from '../../domain/opinions/opinion'

const ANSWERS: Record<OpinionAnswer, { tone: Tone; shape: DotShape }> = {
  agree: { tone: 'good', shape: 'circle' },
  conditional: { tone: 'warning', shape: 'half' },
  disagree: { tone: 'danger', shape: 'triangle' },
  notConcerned: { tone: 'neutral', shape: 'dash' },
}

const STATES: Record<Exclude<OpinionState, 'answered'>, { tone: Tone; shape: DotShape }> = {
  waiting: { tone: 'info', shape: 'ring' },
  overdue: { tone: 'danger', shape: 'diamond' },
  recused: { tone: 'neutral', shape: 'dash' },
}

/** The opinion itself, or how far its request is. */
export function OpinionWord({ state, answer }: { state: OpinionState; answer: OpinionAnswer | null }) {
  if (state === 'answered' && answer) return <StatusDot {...ANSWERS[answer]}>{OPINION_ANSWER_NAMES[answer]}</StatusDot>
  if (state === 'answered') return null
  return <StatusDot {...STATES[state]}>{OPINION_STATE_NAMES[state]}</StatusDot>
}

const CONDITIONS: Record<ConditionState, { tone: Tone; shape: DotShape }> = {
  open: { tone: 'info', shape: 'ring' },
  overdue: { tone: 'danger', shape: 'diamond' },
  closed: { tone: 'good', shape: 'circle' },
}

export const ConditionWord = ({ state }: { state: ConditionState }) => (
  <StatusDot {...CONDITIONS[state]}>{CONDITION_STATE_NAMES[state]}</StatusDot>
)

/** A day that leans on a year without a published list. */
export const EstimatedMark = ({ estimated }: { estimated: boolean }) =>
  estimated ? <Badge title="这一年的放假安排尚未公布">按法定节假日估算</Badge> : null
