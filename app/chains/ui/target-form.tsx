import { UnitSelect, type UnitChoice } from '~/auth/ui/unit-select'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { TARGET_STATE_NAMES, TARGET_STATES, targetInput } from '../domain/target'

const LABELS = { name: '企业名称', region: '所在地', reason: '招引理由', unitId: '责任单位', state: '状态' }

const STATE_OPTIONS = TARGET_STATES.map((state) => ({ value: state, label: TARGET_STATE_NAMES[state] }))

interface TargetFormProps {
  values?: object
  version?: number
  units: readonly UnitChoice[]
  reply: unknown
  submitLabel: string
  cancelTo: string
}

/** Makes and edits a target company of a node. */
export function TargetForm({ values, version, units, reply, submitLabel, cancelTo }: TargetFormProps) {
  const form = useZodForm(targetInput, { values: values ?? { state: 'open' }, reply })
  const inWords = wordsByField({ unitId: nameIn(units), state: wordIn(TARGET_STATE_NAMES) })
  return (
    <ZodForm form={form}>
      <EditedVersion form={form} version={version} values={values} labels={LABELS} inWords={inWords} />
      <FormSection>
        <Field label={LABELS.name} name="name" required className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={LABELS.region} name="region">
          <Input autoComplete="off" placeholder="如 江苏常州" {...form.register('region')} />
        </Field>
        <Field label={LABELS.state} name="state" required>
          <Select options={STATE_OPTIONS} {...form.register('state')} />
        </Field>
        <Field label={LABELS.unitId} name="unitId" hint="谁去招；不填由招商局分派" className="sm:col-span-2">
          <UnitSelect units={units} blank="未定" {...form.register('unitId')} />
        </Field>
        <Field label={LABELS.reason} name="reason" className="sm:col-span-2">
          <Textarea rows={3} {...form.register('reason')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label={submitLabel} cancelTo={cancelTo} />
    </ZodForm>
  )
}
