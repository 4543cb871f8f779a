import { PATH, type PathStage } from '~/projects/domain/stages'
import type { StageStay } from './figures'

export type StayCount = {
  stage: PathStage
  n: number
  notComparable: number
  unknown: number
  median: number | null
  p90: number | null
}
export type WaitingCount = { stage: PathStage; waiting: number; median: number | null }

export function stageStays(stays: readonly StayCount[], waiting: readonly WaitingCount[]): StageStay[] {
  return PATH.map((stage) => {
    const stay = stays.find((row) => row.stage === stage)
    const there = waiting.find((row) => row.stage === stage)
    return {
      stage,
      n: stay?.n ?? 0,
      medianDays: stay?.median ?? null,
      p90Days: stay?.p90 ?? null,
      notComparable: stay?.notComparable ?? 0,
      unknown: stay?.unknown ?? 0,
      waiting: there?.waiting ?? 0,
      waitingMedianDays: there?.median ?? null,
    }
  })
}
