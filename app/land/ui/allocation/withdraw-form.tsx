import { Field } from '~/ui/field'
import { Textarea } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { statusWithdrawalInput } from '../../domain/status/status-inputs'

/** Withdraws what was recorded though it did not happen. */
export function WithdrawForm({ reply, fields }: { reply: unknown; fields?: Readonly<Record<string, string>> }) {
  const form = useZodForm(statusWithdrawalInput, { reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="withdraw" />
      {Object.entries(fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field label="撤回原因" name="reason" required>
        <Textarea rows={2} {...form.register('reason')} />
      </Field>
      <SubmitActions form={form} label="撤回" tone="danger" />
    </ZodForm>
  )
}
