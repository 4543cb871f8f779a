import type { Day } from '~/shared/day'
import { percent } from '~/shared/money'
import type { CohortHeat, HeatStage, Horizon } from './figures'
import { periodOf } from './period'
import type { Granularity } from './scope'

/** What the database counted of one period. */
export interface HeatCount {
  from: Day
  signed: number
  /** of these, those that need no land, or have it since nobody knows when; and started nobody knows when */
  noLand: number
  landDayUnknown: number
  startDayUnknown: number
  wan: number
  mu: number
  /** for each horizon the projects whose months are over, and how many had come so far in them */
  cells: ({ months: Horizon; due: number } & Record<HeatStage, number>)[]
}

/** The heat map, oldest first. A cell is over when the calendar months of every project of the cohort are. */
export function cohortHeat(by: Granularity, counted: readonly HeatCount[]): CohortHeat[] {
  return counted
    .map((row) => {
      const ofLand = row.signed - row.noLand - row.landDayUnknown
      const cells = row.cells.map(({ months, due, ...counts }) => {
        const over = due === row.signed
        const share = (stage: HeatStage) =>
          over ? percent(counts[stage], stage === 'landSupplied' ? ofLand : row.signed) : null
        const pct = { landSupplied: share('landSupplied'), started: share('started'), producing: share('producing') }
        return { months, due, over, counts, pct }
      })
      return {
        ...periodOf(by, row.from),
        signed: row.signed,
        ofLand,
        landDayUnknown: row.landDayUnknown,
        startDayUnknown: row.startDayUnknown,
        investmentWan: row.wan,
        landMu: row.mu,
        cells,
      }
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}
