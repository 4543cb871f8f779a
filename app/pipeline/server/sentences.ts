import type { Call } from '~/auth/domain/actor'
import type { Basis } from '../domain/figure-links'
import { lastYear, samePeriod, yearToDate, type Period } from '../domain/period'
import type { Told } from '../domain/sentence'
import { cohortTable } from './cohort-table'

export interface TellOf {
  period: Period
  row: Told
}

/** The period asked for and this year beside it (beside this year the last); without a period both years. */
export function sentencePeriods({ signedFrom, signedTo, asOf }: Basis): Period[] {
  const asked = { signedFrom, signedTo }
  const thisYear = yearToDate(asOf)
  if (!signedFrom && !signedTo) return [lastYear(asOf), thisYear]
  return [asked, samePeriod(asked, thisYear) ? lastYear(asOf) : thisYear]
}

/** What is to be said of periods, within a scope. @throws AppError forbidden (403), invalid (422) */
export async function sentencesOf(call: Call, basis: Basis): Promise<TellOf[]> {
  return Promise.all(
    sentencePeriods(basis).map(async (period) => {
      const [row] = await cohortTable(call, { ...basis, ...period }, 'none')
      return { period, row: row! }
    }),
  )
}
