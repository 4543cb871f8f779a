import { z } from 'zod'
import { blankIsAbsent, requiredDay } from '~/shared/field-inputs'
import { COHORT_KEYS, type CohortBy } from './grouping'

const day = requiredDay()

/** First and last signing day, inclusive, and the two clocks: `asOf` (default today), `knownOn` (default now). */
export const periodShape = {
  signedFrom: blankIsAbsent(requiredDay(undefined, { wanted: 'first' })),
  signedTo: blankIsAbsent(requiredDay(undefined, { wanted: 'last' })),
  asOf: blankIsAbsent(day),
  knownOn: blankIsAbsent(day),
}

export const inOrder = ({ signedFrom, signedTo }: { signedFrom?: string; signedTo?: string }) =>
  !signedFrom || !signedTo || signedFrom <= signedTo

export const ORDER_MESSAGE = { message: '截止日期不能早于起始日期', path: ['signedTo'] }

/** The question of the page, the API and the command line: one schema. */
export const cohortInput = z
  .object({ ...periodShape, by: blankIsAbsent(z.enum(COHORT_KEYS)).transform((by): CohortBy => by ?? 'none') })
  .refine(inOrder, ORDER_MESSAGE)

export type CohortQuestion = z.output<typeof cohortInput>
