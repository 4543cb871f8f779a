import { RadioGroup } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions, Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import {
  REVIVAL_KIND_NAMES,
  REVIVAL_KINDS,
  REVIVAL_LABELS,
  REVIVAL_OUTCOME_NAMES,
  REVIVAL_OUTCOMES,
  revivalCloseInput,
  revivalInput,
} from '../../domain/revival/revival'

interface RevivalFormProps {
  /** absent: it is to be entered */
  version?: number
  values: object
  units: readonly { id: string; name: string }[]
  submitLabel: string
  cancelTo?: string
  reply: unknown
}

/** What is done about stock, by whom and until when. */
export function RevivalForm({ version, values, units, submitLabel, cancelTo, reply }: RevivalFormProps) {
  const form = useZodForm(revivalInput, { values, reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="edit" />
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={REVIVAL_LABELS}
        inWords={wordsByField({ kind: wordIn(REVIVAL_KIND_NAMES), unitId: nameIn(units) })}
      />
      <FormSection>
        <Field label={REVIVAL_LABELS.kind} name="kind" required hint="低效由单位判断，如投资强度、税收远低于约定">
          <Select
            blank="请选择"
            options={REVIVAL_KINDS.map((value) => ({ value, label: REVIVAL_KIND_NAMES[value] }))}
            {...form.register('kind')}
          />
        </Field>
        <Field label={REVIVAL_LABELS.unitId} name="unitId" required>
          <SearchSelect blank="请选择" options={namedOptions(units)} {...form.register('unitId')} />
        </Field>
        <Field label={REVIVAL_LABELS.reason} name="reason" className="sm:col-span-2">
          <Textarea rows={2} {...form.register('reason')} />
        </Field>
        <Field
          label={REVIVAL_LABELS.measure}
          name="measure"
          required
          className="sm:col-span-2"
          hint="如追加投资、嫁接重组、收购收储、协议收回、分割转让、司法处置、招租"
        >
          <Input autoComplete="off" {...form.register('measure')} />
        </Field>
        <Field label={REVIVAL_LABELS.openedOn} name="openedOn" required>
          <DayInput {...form.register('openedOn')} />
        </Field>
        <Field label={REVIVAL_LABELS.dueOn} name="dueOn" required>
          <DayInput ahead {...form.register('dueOn')} />
        </Field>
      </FormSection>
      <SubmitActions
        form={form}
        label={submitLabel}
        tone={version === undefined ? 'primary' : 'plain'}
        cancelTo={cancelTo}
      />
    </ZodForm>
  )
}

/** 办结: what came of it. */
export function RevivalCloseForm({ today, reply }: { today: string; reply: unknown }) {
  const form = useZodForm(revivalCloseInput, { reply, values: { closedOn: today } })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="close" />
      <FormSection>
        <RadioGroup
          label={REVIVAL_LABELS.outcome}
          required
          className="sm:col-span-2"
          options={REVIVAL_OUTCOMES.map((value) => ({ value, label: REVIVAL_OUTCOME_NAMES[value] }))}
          {...form.register('outcome')}
        />
        <Field label={REVIVAL_LABELS.closedOn} name="closedOn" required>
          <DayInput {...form.register('closedOn')} />
        </Field>
        <Field
          label={REVIVAL_LABELS.result}
          name="result"
          className="sm:col-span-2"
          hint="如新上项目、腾出面积、收回文号"
        >
          <Textarea rows={2} {...form.register('result')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="办结" />
    </ZodForm>
  )
}
