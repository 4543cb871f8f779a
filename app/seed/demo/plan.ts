import type { PathStage, Stage } from '~/projects/domain/stages'

/** What one demo project is to show; the rest is drawn by lot. */
export interface Plan {
  stage: PathStage
  /** calendar days since it came to `stage` */
  since: number
  /** off the path at the end, or off it and back again */
  side?: Extract<Stage, 'suspended' | 'ended' | 'resumed'>
  rents?: boolean
  ownLand?: boolean
  confidential?: boolean
  /** a guard was passed over with reason and name */
  waived?: 'signed' | 'started'
  /** its day was recorded wrongly and corrected */
  corrected?: 'signed' | 'started'
  /** a step recorded by mistake and taken back */
  withdrawn?: boolean
  /** an old record: the month is known, the day is not */
  monthOnly?: boolean
}

const spread = (stage: PathStage, count: number, from: number, to: number): Plan[] =>
  Array.from({ length: count }, (_, at) => ({
    stage,
    since: Math.round(from + ((to - from) * at) / Math.max(1, count - 1)),
  }))

function marked(plans: Plan[], marks: Record<number, Partial<Plan>>): Plan[] {
  return plans.map((plan, at) => ({ ...plan, ...marks[at] }))
}

/** Many are talked to, few pass the committee, fewer are signed and built: the sore point of the trade. */
export const PLANS: Plan[] = [
  ...marked(spread('lead', 20, 1, 150), { 15: { side: 'ended' }, 17: { side: 'ended' }, 9: { confidential: true } }),
  ...marked(spread('negotiating', 34, 2, 330), {
    4: { confidential: true },
    8: { withdrawn: true },
    11: { side: 'resumed' },
    17: { confidential: true, side: 'resumed' },
    20: { rents: true },
    22: { side: 'suspended' },
    25: { side: 'suspended' },
    28: { side: 'ended' },
    30: { side: 'ended' },
    32: { side: 'suspended' },
  }),
  ...marked(spread('screening', 13, 2, 95), {
    3: { rents: true },
    6: { ownLand: true },
    9: { side: 'suspended' },
    11: { side: 'ended' },
  }),
  ...marked(spread('approved', 8, 3, 60), { 2: { confidential: true }, 4: { rents: true }, 6: { ownLand: true } }),
  ...marked(spread('signed', 16, 4, 430), {
    2: { waived: 'signed' },
    3: { rents: true },
    5: { corrected: 'signed' },
    6: { confidential: true },
    9: { rents: true },
    10: { waived: 'signed' },
    12: { side: 'suspended' },
    14: { side: 'ended' },
    13: { corrected: 'signed' },
    7: { side: 'resumed' },
  }),
  ...marked(spread('landSupplied', 6, 6, 260), { 3: { corrected: 'signed' } }),
  ...marked(spread('started', 10, 8, 360), {
    1: { rents: true },
    2: { waived: 'started' },
    4: { ownLand: true },
    5: { corrected: 'started' },
    6: { rents: true },
    8: { side: 'suspended' },
  }),
  ...marked(spread('completed', 4, 15, 150), { 1: { rents: true } }),
  ...marked(spread('producing', 5, 20, 320), { 2: { ownLand: true }, 3: { monthOnly: true }, 4: { monthOnly: true } }),
  ...marked(spread('onTarget', 3, 30, 280), { 1: { monthOnly: true }, 2: { rents: true } }),
]
