import type { UnitChoice } from '~/auth/ui/unit-select'
import { RadioGroup } from '~/ui/choice'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Textarea } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { DECISION_NAMES, decisionInput, DECISIONS, takeBackInput } from '../../domain/meetings/meeting'
import { ConditionFields } from '../opinions/condition-fields'
import { ReviewFileField } from '../review-file'

interface DecisionFormProps {
  version: number
  /** who fulfils conditions unless told */
  unitId: string
  units: readonly UnitChoice[]
  cancelTo: string
  reply: unknown
}

/** What the meeting decided on one project. */
export function DecisionForm({ version, unitId, units, cancelTo, reply }: DecisionFormProps) {
  const form = useZodForm(decisionInput, { values: { conditionUnitId: unitId }, reply })
  return (
    <ZodForm form={form} encType="multipart/form-data">
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="version" value={version} />
      <FormSection>
        <RadioGroup
          label="决定"
          name="decision"
          required
          className="sm:col-span-2"
          options={DECISIONS.map((value) => ({ value, label: DECISION_NAMES[value] }))}
          control={form.register('decision')}
        />
        <Field label="说明" name="note" hint="缓议、不通过的写明理由" className="sm:col-span-2">
          <Textarea rows={3} {...form.register('note')} />
        </Field>
        <ConditionFields form={form} units={units} />
        <ReviewFileField label="会议纪要或摘录" hint="作为过会的佐证；不附的以会议纪要文件为佐证" />
      </FormSection>
      <SubmitActions form={form} label="登记决定" cancelTo={cancelTo} />
    </ZodForm>
  )
}

export function TakeBackForm({ cancelTo, reply }: { cancelTo: string; reply: unknown }) {
  const form = useZodForm(takeBackInput, { reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="takeBack" />
      <p className="mb-3 text-sm text-grey-700">
        用于登记错的：项目回到议程上待审议，未销号的条件随之取消，项目记录里的“招委会通过”也一并取消。
      </p>
      <Field label="原因" name="reason" required>
        <Textarea rows={2} {...form.register('reason')} />
      </Field>
      <SubmitActions form={form} label="撤回决定" tone="danger" cancelTo={cancelTo} />
    </ZodForm>
  )
}
