import { z } from 'zod'
import { blankIsAbsent } from '~/shared/field-inputs'
import { inOrder, ORDER_MESSAGE, periodShape } from './cohort-input'
import { scopeShape } from './scope'

/** The stages a figure counts, in order; each is also reached by way of a later one. */
export const COUNTED = ['signed', 'landSupplied', 'started', 'completed', 'producing'] as const

export type CountedStage = (typeof COUNTED)[number]

/**
 * Which projects stand behind a number: the list's filters as of a day. `unit` is the one that answers, `size` a
 * band's lower bound in 万元; `none` asks for those where the value is missing.
 */
export const milestoneFilter = z
  .object({
    ...periodShape,
    reached: blankIsAbsent(z.enum(COUNTED)),
    notReached: blankIsAbsent(z.enum(COUNTED)),
    unit: scopeShape.unit,
    park: scopeShape.park,
    industry: blankIsAbsent(z.string().max(60)),
    size: scopeShape.size,
    status: blankIsAbsent(z.enum(['active', 'suspended', 'ended'])),
  })
  .refine(inOrder, ORDER_MESSAGE)

export type MilestoneFilter = z.output<typeof milestoneFilter>

/** True when a list's URL asks for projects as of a day. */
export function asksMilestones(search: URLSearchParams): boolean {
  return Boolean(search.get('asOf'))
}
