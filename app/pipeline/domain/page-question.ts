import { businessDay, isDay, type Day } from '~/shared/day'
import { readDay } from '~/shared/written-day'
import type { Basis } from './figure-links'
import { earlierDay, type FiguresInput, type PipelineScope } from './scope'
import { SCOPE_NAMES } from './grouping'

const CLOCK_NAMES = ['asOf', 'knownOn', 'compareAsOf', 'signedFrom', 'signedTo', 'days'] as const

/** What every page of the room is asked in its address. */
export const QUESTION_NAMES = [...SCOPE_NAMES, ...CLOCK_NAMES] as const
export type QuestionName = (typeof QUESTION_NAMES)[number]

/** The days among them: which one a month or year stands for, where it may. */
export const DAYS: Partial<Record<QuestionName, 'first' | 'last'>> = {
  asOf: undefined,
  knownOn: undefined,
  compareAsOf: undefined,
  signedFrom: 'first',
  signedTo: 'last',
}

export type QuestionValues = Partial<Record<QuestionName, string>>

export interface PageQuestion {
  /** for the form: days as they are understood, what is not as it was typed */
  values: QuestionValues
  /** the same for the figures; the day is always set */
  input: FiguresInput & { asOf: Day }
  basis: Basis
  /** the earlier day of 比上期 */
  compareAsOf: Day
  today: Day
}

/** The address of a page as the figures understand it; whether it makes sense is theirs to say. */
export function pageQuestion(search: URLSearchParams, now: Date): PageQuestion {
  const today = businessDay(now)
  const values: QuestionValues = {}
  for (const name of QUESTION_NAMES) {
    const value = search.get(name)?.trim()
    if (value) values[name] = (name in DAYS && readDay(value, { today, wanted: DAYS[name] }).value) || value
  }
  const asOf = values.asOf ?? today
  const { knownOn, signedFrom, signedTo } = values
  const scope = Object.fromEntries(SCOPE_NAMES.map((name) => [name, values[name]])) as PipelineScope
  const compareAsOf = values.compareAsOf ?? (isDay(asOf) ? earlierDay(asOf) : asOf)
  return {
    values,
    input: { ...values, asOf },
    basis: { ...scope, signedFrom, signedTo, knownOn, asOf },
    compareAsOf,
    today,
  }
}
