import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { namedOptions, Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { firmInput } from '../domain/firm'

const LABELS = { name: '企业名称', uscc: '统一社会信用代码', parkId: '园区', note: '说明' }

interface FirmFormProps {
  values?: object
  version?: number
  parks: readonly { id: string; name: string }[]
  reply: unknown
  submitLabel: string
  cancelTo: string
}

/** Makes and edits a local firm of a node. */
export function FirmForm({ values, version, parks, reply, submitLabel, cancelTo }: FirmFormProps) {
  const form = useZodForm(firmInput, { values, reply })
  return (
    <ZodForm form={form}>
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={LABELS}
        inWords={wordsByField({ parkId: nameIn(parks) })}
      />
      <FormSection>
        <Field label={LABELS.name} name="name" required className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={LABELS.uscc} name="uscc" hint="18 位；不清楚可不填">
          <Input autoComplete="off" {...form.register('uscc')} />
        </Field>
        <Field label={LABELS.parkId} name="parkId">
          <Select options={namedOptions(parks)} blank="不在园区" {...form.register('parkId')} />
        </Field>
        <Field label={LABELS.note} name="note" className="sm:col-span-2">
          <Textarea rows={3} {...form.register('note')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label={submitLabel} cancelTo={cancelTo} />
    </ZodForm>
  )
}
