import { StatusDot, type DotShape, type Tone } from '~/ui/badge'
import { DECISION_NAMES, type Decision } from '../../domain/meetings/meeting'

const LOOKS: Record<Decision, { tone: Tone; shape: DotShape }> = {
  passed: { tone: 'good', shape: 'circle' },
  passedWithConditions: { tone: 'warning', shape: 'half' },
  deferred: { tone: 'neutral', shape: 'ring' },
  rejected: { tone: 'danger', shape: 'triangle' },
}

export const DecisionWord = ({ decision }: { decision: Decision | null }) =>
  decision ? (
    <StatusDot {...LOOKS[decision]}>{DECISION_NAMES[decision]}</StatusDot>
  ) : (
    <StatusDot tone="info" shape="ring">
      待审议
    </StatusDot>
  )
