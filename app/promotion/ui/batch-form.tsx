import type { Day } from '~/shared/day'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { batchInput } from '../domain/batch'

const LABELS = { name: '批次名称', heldOn: '举行日期', deadlineOn: '开工期限', note: '说明' }

/** Makes and edits a batch. */
export function BatchForm({
  values,
  version,
  months,
  deadlineOn,
  reply,
  submitLabel,
  cancelTo,
}: {
  values?: object
  version?: number
  /** calendar months the rule gives */
  months: number
  /** what it is now */
  deadlineOn?: Day
  reply: unknown
  submitLabel: string
  cancelTo: string
}) {
  const form = useZodForm(batchInput, { values, reply })
  return (
    <ZodForm form={form}>
      <EditedVersion form={form} version={version} values={values} labels={LABELS} />
      <FormSection>
        <Field label={LABELS.name} name="name" required hint="如：2026年第一季度三个一批" className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={LABELS.heldOn} name="heldOn" required>
          <DayInput {...form.register('heldOn')} />
        </Field>
        <Field
          label={LABELS.deadlineOn}
          name="deadlineOn"
          hint={`签约项目最迟开工的一天；空着按举行日期后 ${months} 个月${deadlineOn ? `，现在是 ${deadlineOn}` : ''}`}
        >
          <DayInput ahead {...form.register('deadlineOn')} />
        </Field>
        <Field label={LABELS.note} name="note" className="sm:col-span-2">
          <Textarea rows={3} {...form.register('note')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label={submitLabel} cancelTo={cancelTo} />
    </ZodForm>
  )
}
