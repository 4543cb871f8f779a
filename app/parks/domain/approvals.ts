import { z } from 'zod'

import { addDays, type Day } from '~/shared/day'
import { optionalDay, requiredDay, textInput } from '~/shared/field-inputs'

/** What approves a park: its plan, the plan's environmental assessment, and that it may take chemicals. */
export const APPROVAL_KINDS = ['planning', 'planningEia', 'chemicalPark'] as const

export type ApprovalKind = (typeof APPROVAL_KINDS)[number]

export const APPROVAL_NAMES: Record<ApprovalKind, string> = {
  planning: '规划',
  planningEia: '规划环评',
  chemicalPark: '化工园区认定',
}

/** An approval as its form gives it. */
export const approvalInput = z
  .object({
    kind: z.enum(APPROVAL_KINDS, { error: '请选择哪一种' }),
    document: textInput('文件号', 100).refine((value): value is string => value !== null, '请填写文件号'),
    approvedOn: requiredDay('请填写批复日期'),
    validTo: optionalDay({ ahead: true }),
  })
  .refine(({ approvedOn, validTo }) => validTo === null || validTo >= approvedOn, {
    path: ['validTo'],
    message: '不能早于批复日期',
  })

/** An approval that ends within so many days is told as ending. */
const ENDING_DAYS = 180

/** `ended` after its last day, `ending` within half a year of it. */
export function approvalState(validTo: Day | null, today: Day): 'valid' | 'ending' | 'ended' {
  if (validTo === null) return 'valid'
  if (validTo < today) return 'ended'
  return validTo <= addDays(today, ENDING_DAYS) ? 'ending' : 'valid'
}
