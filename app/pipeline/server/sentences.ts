import type { RequestContext } from '~/auth/domain/actor'
import type { Basis } from '../domain/figure-links'
import { comparedPeriods, type Period } from '../domain/period'
import type { SentenceFigures } from '../domain/sentence'
import { cohorts } from './single-figures'

export interface PeriodSentence {
  period: Period
  row: SentenceFigures
}

/** What is to be said of periods, within a scope. @throws AppError forbidden (403), invalid (422) */
export async function sentencesOf(context: RequestContext, basis: Basis): Promise<PeriodSentence[]> {
  const periods = comparedPeriods({ signedFrom: basis.signedFrom, signedTo: basis.signedTo }, basis.asOf)
  return Promise.all(
    periods.map(async (period) => {
      const { rows } = await cohorts(context, { ...basis, ...period, by: 'none' })
      return { period, row: rows[0]! }
    }),
  )
}
