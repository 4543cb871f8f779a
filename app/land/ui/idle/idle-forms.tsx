import { Button } from '~/ui/button'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input, NumberInput, Textarea } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { delayEndInput, delayInput, progressInput } from '../../domain/idle/idle-inputs'

/** Records time that the government took. */
export function DelayForm({ reply }: { reply: unknown }) {
  const form = useZodForm(delayInput, { reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="delay" />
      <FormSection>
        <Field label="自" name="from" required>
          <DayInput {...form.register('from')} />
        </Field>
        <Field label="至" name="to" hint="还在延误的留空">
          <DayInput {...form.register('to')} />
        </Field>
        <Field
          label="原因"
          name="reason"
          required
          hint="如：未按约定交地、规划调整、管线未迁、文物保护"
          className="sm:col-span-2"
        >
          <Textarea rows={2} {...form.register('reason')} />
        </Field>
        <Field label="认定文件" name="document" required className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('document')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="登记延误" />
    </ZodForm>
  )
}

/** Says when a delay ended. */
export function DelayEndForm({ delayId, reply }: { delayId: string; reply: unknown }) {
  const form = useZodForm(delayEndInput, { reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="endDelay" />
      <input type="hidden" name="delay" value={delayId} />
      <div className="flex flex-wrap items-end gap-2">
        <Field label="延误到哪一天止" name="to" required className="w-44">
          <DayInput {...form.register('to')} />
        </Field>
        <Button type="submit" busy={form.busy}>
          结束
        </Button>
      </div>
    </ZodForm>
  )
}

/** Records how far a plot is built on. */
export function ProgressForm({ today, reply }: { today: string; reply: unknown }) {
  const form = useZodForm(progressInput, { values: { on: today }, reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="progress" />
      <FormSection>
        <Field label="核查日期" name="on" required>
          <DayInput {...form.register('on')} />
        </Field>
        <Field label="中止开发日" name="stoppedOn" hint="没有停工的留空">
          <DayInput {...form.register('stoppedOn')} />
        </Field>
        <Field label="已动工面积" name="startedMu">
          <NumberInput unit="亩" {...form.register('startedMu')} />
        </Field>
        <Field label="已投资额占比" name="investedPercent" hint="占总投资的百分比">
          <NumberInput unit="%" {...form.register('investedPercent')} />
        </Field>
        <Field label="说明" name="note" className="sm:col-span-2">
          <Textarea rows={2} {...form.register('note')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="登记开发情况" />
    </ZodForm>
  )
}
