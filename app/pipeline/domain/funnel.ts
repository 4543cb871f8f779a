import { percent } from '~/shared/money'
import { PATH, rankOf, type PathStage, type ProjectStatus } from '~/projects/domain/stages'
import type { FunnelRow } from './figures'
import { exactSum } from './sums'

export interface StageCount {
  stage: PathStage
  /** the last verified stage, not beyond `stage`; null: none */
  verified: PathStage | null
  status: ProjectStatus
  count: number
  wan: number
  mu: number
  noAmount: number
}

/** Each stage with those that came to it or farther. */
export function funnelRows(counted: readonly StageCount[]): FunnelRow[] {
  let before: number | null = null
  return PATH.map((stage, rank) => {
    const come = counted.filter((row) => rankOf(row.stage) >= rank)
    const verified = come.filter((row) => row.verified !== null && rankOf(row.verified) >= rank)
    const there = come.filter((row) => row.stage === stage && row.status !== 'ended')
    const thereAs = (is: ProjectStatus) =>
      exactSum(
        there.filter(({ status }) => status === is),
        (row) => row.count,
      )
    const count = exactSum(come, (row) => row.count)
    const conversionPct = before === null ? null : percent(count, before)
    before = count
    return {
      stage,
      count,
      verified: exactSum(verified, (row) => row.count),
      investmentWan: exactSum(come, (row) => row.wan),
      verifiedWan: exactSum(verified, (row) => row.wan),
      landMu: exactSum(come, (row) => row.mu),
      noAmount: exactSum(come, (row) => row.noAmount),
      current: exactSum(there, (row) => row.count),
      currentSuspended: thereAs('suspended'),
      currentActive: thereAs('active'),
      conversionPct,
    }
  })
}
