import type { Day } from '~/shared/day'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { PLOT_STATUS_NAMES, PLOT_STATUSES, type PlotStatus } from '../../domain/status/status'
import { statusCorrectionInput, statusInput } from '../../domain/status/status-inputs'
import { PaperField } from '../paper-field'

const OPTIONS = PLOT_STATUSES.map((status) => ({ value: status, label: PLOT_STATUS_NAMES[status] }))

interface StatusFormProps {
  /** where 取消 leads */
  plotTo: string
  reply: unknown
  /** the change that is put right; absent: a new one */
  change?: { status: PlotStatus; from: Day | null; document: string | null; note: string | null }
  /** of a new one: the status after the present one, and today */
  next?: { status: PlotStatus; on: Day }
}

/** Records a change of status, or puts one right. */
export function StatusForm({ plotTo, reply, change, next }: StatusFormProps) {
  const values = change ? { ...change, on: change.from } : next
  const form = useZodForm(change ? statusCorrectionInput : statusInput, { values, reply })
  return (
    <ZodForm form={form} encType="multipart/form-data">
      <input type="hidden" name="intent" value={change ? 'correct' : 'change'} />
      <FormSection>
        <Field label="状态" name="status" required>
          <Select options={OPTIONS} {...form.register('status')} />
        </Field>
        <Field label="自" name="on" required hint="文件上的日期">
          <DayInput {...form.register('on')} />
        </Field>
        <Field label="文件号" name="document" hint="如：皖政地〔2025〕12号" className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('document')} />
        </Field>
        <Field label="说明" name="note" hint="没有文件的，写明依据" className="sm:col-span-2">
          <Textarea rows={2} {...form.register('note')} />
        </Field>
        <PaperField hint={change ? '不选则保留原来的附件' : undefined} />
        {change && (
          <Field label="更正原因" name="reason" required className="sm:col-span-2">
            <Textarea rows={2} {...form.register('reason')} />
          </Field>
        )}
      </FormSection>
      <SubmitActions form={form} label={change ? '保存更正' : '登记'} cancelTo={plotTo} />
    </ZodForm>
  )
}
