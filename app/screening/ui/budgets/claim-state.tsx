import { Badge, type Tone } from '~/ui/badge'
import { CLAIM_STATE_NAMES, type ClaimState as State } from '../../domain/budgets/budget'
import type { ListedClaim } from '../../server/budgets/budgets'

const TONES: Record<State, Tone> = { asked: 'info', promised: 'good', released: 'neutral' }

/** Where a claim stands, and what is odd about it. */
export function ClaimState({ claim: { state, excess, project } }: { claim: ListedClaim }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <Badge tone={TONES[state]}>{CLAIM_STATE_NAMES[state]}</Badge>
      {state === 'promised' && excess !== null && <Badge tone="warning">超指标</Badge>}
      {state !== 'released' && project.ended && <Badge tone="warning">项目已终止，可释放</Badge>}
    </span>
  )
}
