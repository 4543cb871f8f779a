import { z } from 'zod'
import { isDay } from '~/shared/day'
import { blankIsAbsent } from '~/shared/field-inputs'
import { COHORT_KEYS, type CohortBy } from './grouping'

const day = z.string().trim().refine(isDay, '日期格式应为 2021-05-31')

/** First and last signing day, inclusive, and the two clocks: `asOf` (default today), `knownOn` (default now). */
export const periodShape = {
  signedFrom: blankIsAbsent(day),
  signedTo: blankIsAbsent(day),
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
