import { z } from 'zod'
import { seenVersion } from '~/shared/versions'
import { GUARD_FACTS } from './guards'
import { longTextInput, optionalDay, textInput } from '~/shared/field-inputs'
import { occurred } from './input'
import { PATH, SIDE_STAGES } from './stages'

const required = (label: string, max: number) =>
  longTextInput(label, max).refine((value): value is string => value !== null, `请写明${label}`)

const tick = z
  .union([z.string(), z.boolean(), z.null()])
  .optional()
  .transform((value) => value === true || value === 'true' || value === 'on')

/** 更正 or 撤回 of a stage event, as a form gives it. */
export const correctionInput = z.object({
  stage: z.enum([...PATH, ...SIDE_STAGES, 'withdrawn'], { error: '请选择阶段' }),
  occurred,
  reason: required('更正原因', 1000),
  waiverReason: longTextInput('容缺理由', 1000),
  waiverBy: textInput('容缺批准人', 60),
})

/** Why a project is 作废. */
export const voidInput = z.object({ reason: required('作废原因', 1000) })

/** Why that is taken back. */
export const restoreInput = z.object({ reason: required('恢复原因', 1000) })

/** Why a piece of evidence is taken off the record. */
export const removalInput = z.object({ reason: required('移除原因', 1000) })

export const verificationInput = z.object({ note: longTextInput('认定意见', 1000) })

export const guardFactInput = z
  .object({
    kind: z.enum(GUARD_FACTS, { error: '请选择前置条件' }),
    holds: tick,
    day: optionalDay(),
    note: longTextInput('说明', 1000),
  })
  .refine((value) => !value.holds || value.day !== null, { path: ['day'], message: '请填写办结日期' })

/** What goes with the file of a piece of evidence. */
export const evidenceInput = z.object({ evidenceKind: textInput('材料名称', 60) })

export const contactInput = z.object({
  name: textInput('姓名', 60).refine((value): value is string => value !== null, '请填写姓名'),
  title: textInput('职务', 60),
  phone: textInput('电话', 30),
  ours: tick,
})

export const contactEditInput = contactInput.extend(seenVersion.shape)
