import { lastDayOfMonth, type Day } from '~/shared/day'
import type { CohortQuestion } from './cohort-input'
import type { CohortBy } from './grouping'
import type { MilestoneFilter } from './milestone-filter'

/** The counts of a cohort that each open their list. */
export const NUMBERS = [
  'signed',
  'landSupplied',
  'started',
  'completed',
  'producing',
  'notStarted',
  'suspended',
  'ended',
] as const

export type CohortNumber = (typeof NUMBERS)[number]

type Period = Omit<CohortQuestion, 'by'>

/** Exactly the projects that a number of a cohort counts. */
export function behind(number: CohortNumber, by: CohortBy, key: string, period: Period): MilestoneFilter {
  return { ...period, ...ofCohort(by, key, period), ...ofNumber(number) }
}

function ofCohort(by: CohortBy, key: string, period: Period): Partial<MilestoneFilter> {
  if (by === 'none') return {}
  if (by === 'month') return ofMonth(key, period)
  return { [by]: key }
}

/** The month, as far as the period reaches into it. */
function ofMonth(month: string, { signedFrom, signedTo }: Period): { signedFrom: Day; signedTo: Day } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const [first, last] = [`${month}-01`, lastDayOfMonth(year, number)]
  return {
    signedFrom: signedFrom && signedFrom > first ? signedFrom : first,
    signedTo: signedTo && signedTo < last ? signedTo : last,
  }
}

function ofNumber(number: CohortNumber): Partial<MilestoneFilter> {
  if (number === 'notStarted') return { reached: 'signed', notReached: 'started' }
  if (number === 'suspended' || number === 'ended') return { reached: 'signed', status: number }
  return { reached: number }
}
