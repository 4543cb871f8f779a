import { z } from 'zod'
import { longTextInput, optionalId, usccInput } from '~/shared/field-inputs'
import { nameInput } from './chain'

/** A local firm of a node as its form gives it. */
export const firmInput = z.object({
  name: nameInput('企业名称', 200),
  uscc: usccInput(),
  parkId: optionalId(),
  note: longTextInput('说明', 1000),
})

export type FirmInput = z.output<typeof firmInput>
