import { useId } from 'react'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { EVENT_KINDS, eventInput } from '../domain/event'

const LABELS = { name: '活动名称', kind: '类别', heldFrom: '开始日期', heldTo: '结束日期', place: '地点', note: '说明' }

/** Makes and edits an event. */
export function EventForm({
  values,
  version,
  kinds,
  reply,
  submitLabel,
  cancelTo,
}: {
  values?: object
  version?: number
  /** in use already */
  kinds: readonly string[]
  reply: unknown
  submitLabel: string
  cancelTo: string
}) {
  const listId = useId()
  const form = useZodForm(eventInput, { values, reply })
  return (
    <ZodForm form={form}>
      <EditedVersion form={form} version={version} values={values} labels={LABELS} />
      <FormSection>
        <Field label={LABELS.name} name="name" required className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={LABELS.kind} name="kind" required hint="签约大会、展会、推介会……">
          <Input autoComplete="off" list={listId} {...form.register('kind')} />
          <datalist id={listId}>
            {[...new Set([...EVENT_KINDS, ...kinds])].map((kind) => (
              <option key={kind} value={kind} />
            ))}
          </datalist>
        </Field>
        <Field label={LABELS.place} name="place">
          <Input autoComplete="off" {...form.register('place')} />
        </Field>
        <Field label={LABELS.heldFrom} name="heldFrom" required>
          <DayInput {...form.register('heldFrom')} />
        </Field>
        <Field label={LABELS.heldTo} name="heldTo" hint="只有一天的不用填">
          <DayInput {...form.register('heldTo')} />
        </Field>
        <Field label={LABELS.note} name="note" className="sm:col-span-2">
          <Textarea rows={3} {...form.register('note')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label={submitLabel} cancelTo={cancelTo} />
    </ZodForm>
  )
}
