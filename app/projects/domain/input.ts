import { z } from 'zod'
import { dayRangeInput, longTextInput, textInput } from '~/shared/field-inputs'
import { projectInputShape } from './fields'
import { PATH, SIDE_STAGES } from './stages'

/** A project as it is registered and edited: one schema for form, action and API. */
export const projectInput = z.object(projectInputShape)

export type ProjectInput = z.output<typeof projectInput>
export type ProjectFormValues = z.input<typeof projectInput>

/** Values for every field of the form. Saving wipes what its values leave out, so none may be missing where an edit starts. */
export type WholeFormValues = { [Field in keyof ProjectFormValues]-?: ProjectFormValues[Field] }

export const occurred = dayRangeInput()

/** A stage event as people record it. 暂缓, 恢复 and 终止 need a reason; whether 容缺 needs both its words, its guards say. */
export const stageEventInput = z
  .object({
    stage: z.enum([...PATH, ...SIDE_STAGES], { error: '请选择阶段' }),
    occurred,
    reason: longTextInput('原因', 1000),
    note: longTextInput('说明', 2000),
    waiverReason: longTextInput('容缺理由', 1000),
    waiverBy: textInput('容缺批准人', 60),
  })
  .superRefine((value, context) => {
    if (SIDE_STAGES.some((stage) => stage === value.stage) && !value.reason) {
      context.addIssue({ code: 'custom', path: ['reason'], message: '请写明原因' })
    }
  })

export type StageEventInput = z.output<typeof stageEventInput>
