import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Input, NumberInput, Textarea } from '~/ui/input'
import { IntentForm } from '~/ui/intent-form'
import { Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { askInput, promiseInput } from '../../domain/budgets/inputs'
import { KIND_OPTIONS } from './budget-form'

/** Asks for a part of a budget. */
export function AskForm({ values, cancelTo, reply }: { values: object; cancelTo: string; reply: unknown }) {
  const form = useZodForm(askInput, { values, reply })
  return (
    <ZodForm form={form}>
      <FormSection>
        <Field label="指标" name="kind" required>
          <Select blank="请选择" options={KIND_OPTIONS} {...form.register('kind')} />
        </Field>
        <Field label="年度" name="year" required hint="占用哪一年的指标">
          <NumberInput unit="年" {...form.register('year')} />
        </Field>
        <Field label="数量" name="amount" required hint="达产后一年的量；能耗为吨标准煤（当量值）">
          <NumberInput unit="吨" {...form.register('amount')} />
        </Field>
        <Field label="投产月份" name="producesOn" hint="如 2027-03，不知道的不填">
          <Input autoComplete="off" {...form.register('producesOn')} />
        </Field>
        <Field label="说明" name="note" className="sm:col-span-2">
          <Textarea rows={2} {...form.register('note')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="申请" cancelTo={cancelTo} cancelLabel="返回" />
    </ZodForm>
  )
}

const LABELS = { amount: '数量', document: '文件号', allowedBy: '谁同意', reason: '超出的理由' }

interface PromiseFormProps {
  version: number
  /** in which the amount is */
  unit: string
  values: object
  reply: unknown
}

/** Promises what was asked for; who agreed and why are wanted only beyond a budget. */
export function PromiseForm({ version, unit, values, reply }: PromiseFormProps) {
  const form = useZodForm(promiseInput, { values, reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="promise" />
      <EditedVersion form={form} version={version} values={values} labels={LABELS} />
      <FormSection>
        <Field label={LABELS.amount} name="amount" required>
          <NumberInput unit={unit} {...form.register('amount')} />
        </Field>
        <Field label={LABELS.document} name="document" hint="能评批复、环评批复等">
          <Input autoComplete="off" {...form.register('document')} />
        </Field>
        <Field label={LABELS.allowedBy} name="allowedBy" hint="超出指标的才填（一事一议）">
          <Input autoComplete="off" {...form.register('allowedBy')} />
        </Field>
        <Field label={LABELS.reason} name="reason" hint="超出指标的才填">
          <Textarea rows={2} {...form.register('reason')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="承诺" />
    </ZodForm>
  )
}

/** Gives back what was asked for or promised. */
export function ReleaseForm({
  version,
  label,
  reply,
}: {
  version: number
  label: string
  reply: FormReply | undefined
}) {
  const error = reply && (reply.errors.find(({ path }) => path === 'releaseReason')?.message ?? reply.message)
  return (
    <IntentForm intent="release" label={label} version={version}>
      <Field label="原因" name="releaseReason" required error={error} className="w-full sm:w-80">
        <Input name="releaseReason" autoComplete="off" />
      </Field>
    </IntentForm>
  )
}
