import { z } from 'zod'
import { seenVersion } from '~/shared/versions'
import { longTextInput } from '~/shared/field-inputs'
import { IDENTIFIER, IDENTIFIER_MESSAGE } from './rule-set'

/** The identifier and name of a rule set of the county, and which set it begins as; nothing: one of a single rule. */
export const newSetInput = z.object({
  id: z.string({ error: '请填写标识' }).trim().regex(IDENTIFIER, IDENTIFIER_MESSAGE),
  name: z.string({ error: '请填写名称' }).trim().min(2, '请填写名称（至少 2 个字）').max(100, '名称不超过 100 个字'),
  from: z
    .string()
    .max(60)
    .nullish()
    .transform((value) => value || null),
})

export type NewSetInput = z.output<typeof newSetInput>

/** What goes with the publishing of a draft. */
export const publishInput = z.object({ publishNote: longTextInput('发布说明', 300) })

/** What is to be done with a draft. */
export const editInput = seenVersion.extend({
  intent: z.enum(['save', 'publish', 'discard'], { error: '没有这个操作，请刷新页面后再试' }),
})
