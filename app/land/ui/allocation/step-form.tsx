import { Fragment, type ReactNode } from 'react'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input, NumberInput, Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { SUPPLY_MODE_NAMES, SUPPLY_MODES } from '../../domain/allocation/allocation'
import { STEP_RULES, stepInput, type AllocationStep, type StepField } from '../../domain/allocation/allocation-step'
import { PaperField } from '../paper-field'

interface StepFormProps {
  step: AllocationStep
  today: string
  /** the last day that a hold may be renewed to */
  latest: string
  cancelTo: string
  reply: unknown
}

const MODES = SUPPLY_MODES.map((mode) => ({ value: mode, label: SUPPLY_MODE_NAMES[mode] }))
const ORDER: readonly StepField[] = ['until', 'supplyMode', 'on', 'priceWan', 'startDueOn', 'document', 'note']
const DAY_LABELS: Partial<Record<AllocationStep, string>> = {
  list: '挂牌日期',
  supply: '成交日期',
  deliver: '交地日期',
  recover: '收回日期',
}

/** One step of an allocation: what it needs, in the order in which the paper says it. */
export function StepForm({ step, today, latest, cancelTo, reply }: StepFormProps) {
  const { label, needs, takes = [], paper } = STEP_RULES[step]
  const form = useZodForm(stepInput(step), { values: { until: latest, on: today }, reply })
  const required = (field: StepField) => needs.includes(field)
  const boxes: Record<StepField, ReactNode> = {
    until: (
      <Field label="锁定至" name="until" required hint={`最晚到 ${latest}`}>
        <DayInput ahead {...form.register('until')} />
      </Field>
    ),
    supplyMode: (
      <Field label="供地方式" name="supplyMode" required>
        <Select options={MODES} blank="请选择" {...form.register('supplyMode')} />
      </Field>
    ),
    on: (
      <Field label={DAY_LABELS[step] ?? '日期'} name="on" required>
        <DayInput {...form.register('on')} />
      </Field>
    ),
    priceWan: (
      <Field label="成交价" name="priceWan" hint="总价；技改零增地可不填">
        <NumberInput unit="万元" {...form.register('priceWan')} />
      </Field>
    ),
    startDueOn: (
      <Field label="约定动工日" name="startDueOn" hint="合同约定；闲置认定从这一天起算">
        <DayInput ahead {...form.register('startDueOn')} />
      </Field>
    ),
    document: (
      <Field label={paper ? `${paper}文号` : '文件号'} name="document" required className="sm:col-span-2">
        <Input autoComplete="off" {...form.register('document')} />
      </Field>
    ),
    note: (
      <Field
        label={required('note') ? '原因' : '说明'}
        name="note"
        required={required('note')}
        className="sm:col-span-2"
      >
        <Textarea rows={2} {...form.register('note')} />
      </Field>
    ),
  }
  return (
    <ZodForm form={form} encType={paper ? 'multipart/form-data' : undefined}>
      <input type="hidden" name="intent" value={step} />
      <FormSection>
        {ORDER.filter((field) => needs.includes(field) || takes.includes(field)).map((field) => (
          <Fragment key={field}>{boxes[field]}</Fragment>
        ))}
        {paper && <PaperField />}
      </FormSection>
      <SubmitActions
        form={form}
        label={label}
        tone={step === 'takeBack' || step === 'recover' ? 'danger' : 'primary'}
        cancelTo={cancelTo}
      />
    </ZodForm>
  )
}
