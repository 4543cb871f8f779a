import { COHORT_KEYS, TABLE_KEYS, GROUP_KEYS, type CohortBy, type GroupBy } from './grouping'
import { GRANULARITIES, type Granularity } from './scope'

/** A word of the address that is one of a few, else the first of them that is named. */
function oneOf<Key extends string>(keys: readonly Key[], fallback: Key) {
  return (search: URLSearchParams, name: string): Key => keys.find((key) => key === search.get(name)) ?? fallback
}

const granularity = oneOf<Granularity>(GRANULARITIES, 'quarter')
const group = oneOf<GroupBy>(GROUP_KEYS, 'none')

/** Signing periods of the heat map. */
export const everyIn = (search: URLSearchParams) => granularity(search, 'every')

/** What curves stand side by side for. */
export const groupIn = (search: URLSearchParams) => group(search, 'group')

export const sortIn = (search: URLSearchParams) => oneOf(['money', 'days'] as const, 'money')(search, 'sort')

export const tableIn = (search: URLSearchParams) => oneOf(TABLE_KEYS, 'size')(search, 'table')

const cohorts = oneOf<CohortBy>(COHORT_KEYS, 'month')

/** What the table of cohorts is formed by. */
export const cohortsBy = (search: URLSearchParams) => cohorts(search, 'by')

/** The page of a list, from 1. */
export function pageIn(search: URLSearchParams): number {
  const page = Number(search.get('page'))
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1
}
