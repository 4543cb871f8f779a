import { z } from 'zod'
import { optionalDay } from '~/shared/field-inputs'

/** A hold as its form gives it. */
export const holdInput = z.object({
  projectId: z.uuid({ error: '请选择项目' }),
  until: optionalDay({ ahead: true }),
})
