import { PATH, type PathStage } from '~/projects/domain/stages'
import type { StageStay } from './figures'
import { cumulativeIncidence, daysUntil, type Outcome } from './survival'
import { exactSum } from './sums'

/** Projects that came to a stage, by the days between its own event and what came of it; null: a day is not known. */
export interface StayCount {
  stage: PathStage
  /** `started`: left for a later stage; `ended`: in it; `waiting`: still there on the last known day */
  outcome: Outcome
  days: number | null
  /** of those that left, before they came by the days given */
  reversed: number
  projects: number
}

export type WaitingCount = { stage: PathStage; waiting: number; suspended: number; median: number | null }

/** How long projects stay: those still there count as long as they have been, those that ended there leave no more. */
export function stageStays(stays: readonly StayCount[], waiting: readonly WaitingCount[]): StageStay[] {
  return PATH.map((stage) => {
    const of = stays.filter((row) => row.stage === stage)
    const left = of.filter(({ outcome }) => outcome === 'started')
    const sum = (rows: readonly StayCount[]) => exactSum(rows, ({ projects }) => projects)
    const curve = cumulativeIncidence(of.flatMap(({ days, ...rest }) => (days === null ? [] : [{ ...rest, days }])))
    const there = waiting.find((row) => row.stage === stage)
    return {
      stage,
      n: sum(left.filter(({ days }) => days !== null)),
      medianDays: curve.medianDays,
      p90Days: daysUntil(curve, 0.9),
      notComparable: exactSum(left, ({ reversed }) => reversed),
      unknown: sum(left.filter(({ days }) => days === null)),
      waiting: there?.waiting ?? 0,
      suspended: there?.suspended ?? 0,
      waitingMedianDays: there?.median ?? null,
    }
  })
}
