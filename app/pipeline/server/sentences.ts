import type { RequestContext } from '~/auth/domain/actor'
import type { Basis } from '../domain/figure-links'
import { addMonths, type Day } from '~/shared/day'
import { totalOf } from '../domain/cohort-rows'
import { comparedPeriods, soFarOf, yearBefore, type Period } from '../domain/period'
import type { LikeForLike, SentenceFigures } from '../domain/sentence'
import { cohorts } from './single-figures'

export interface PeriodSentence {
  period: Period
  row: SentenceFigures
  /** of a period of this year: the same days of the last, as they stood a year ago */
  yearBefore?: LikeForLike & { period: Period; asOf: Day }
}

/** What is to be said of periods, within a scope. @throws AppError forbidden (403), invalid (422) */
export async function sentencesOf(context: RequestContext, basis: Basis): Promise<PeriodSentence[]> {
  const periods = comparedPeriods({ signedFrom: basis.signedFrom, signedTo: basis.signedTo }, basis.asOf)
  return Promise.all(
    periods.map(async (period) => {
      const soFar = soFarOf(period, basis.asOf)
      const [row, before] = await Promise.all([
        cohortOf(context, basis, period),
        soFar && yearBeforeOf(context, basis, soFar),
      ])
      return { period, row, ...(before && { yearBefore: before }) }
    }),
  )
}

async function cohortOf(context: RequestContext, basis: Basis, period: Period): Promise<SentenceFigures> {
  const { rows } = await cohorts(context, { ...basis, ...period, by: 'none' })
  return totalOf(rows)
}

async function yearBeforeOf(context: RequestContext, basis: Basis, soFar: Required<Period>) {
  const [period, asOf] = [yearBefore(soFar), addMonths(basis.asOf, -12)]
  const { signed, started } = await cohortOf(context, { ...basis, asOf }, period)
  return { signed, started, period, asOf }
}
