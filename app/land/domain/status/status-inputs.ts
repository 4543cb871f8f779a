import { z } from 'zod'
import { longTextInput, requiredDay, textInput } from '~/shared/field-inputs'
import { PLOT_STATUSES } from './status'

const document = textInput('文件号', 100)

/** A change of status as its form gives it; a first record may have no document, but then says why. */
export const statusInput = z
  .object({
    status: z.enum(PLOT_STATUSES, { error: '请选择状态' }),
    on: requiredDay(),
    document,
    note: longTextInput('说明', 500),
  })
  .refine((given) => given.document !== null || given.note !== null, {
    path: ['document'],
    message: '请填写文件号；没有文件的，在说明里写明依据',
  })

const reason = longTextInput('原因', 500).refine((value): value is string => value !== null, '请写明原因')

/** A change put right. */
export const statusCorrectionInput = statusInput.and(z.object({ reason }))

/** A change withdrawn: it did not happen. */
export const statusWithdrawalInput = z.object({ reason })
