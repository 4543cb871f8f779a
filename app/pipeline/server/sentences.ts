import type { Call } from '~/auth/domain/actor'
import type { Basis } from '../domain/figure-links'
import { periodsTold, type Period } from '../domain/period'
import type { Told } from '../domain/sentence'
import { cohortTable } from './cohort-table'

export interface TellOf {
  period: Period
  row: Told
}

/** What is to be said of periods, within a scope. @throws AppError forbidden (403), invalid (422) */
export async function sentencesOf(call: Call, basis: Basis): Promise<TellOf[]> {
  return Promise.all(
    periodsTold({ signedFrom: basis.signedFrom, signedTo: basis.signedTo }, basis.asOf).map(async (period) => {
      const [row] = await cohortTable(call, { ...basis, ...period }, 'none')
      return { period, row: row! }
    }),
  )
}
