import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { leaseEndInput, leaseInput } from '../../domain/factory/factory-input'

interface LeaseFormProps {
  /** those changed last */
  projects: readonly { id: string; name: string }[]
  /** of all that may be chosen */
  total: number
  today: string
  reply: unknown
}

/** Lets a vacant floor to a project, or to another tenant. */
export function LeaseForm({ projects, total, today, reply }: LeaseFormProps) {
  const form = useZodForm(leaseInput, { reply, values: { from: today } })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="let" />
      <FormSection>
        <Field
          label="项目"
          name="projectId"
          hint={total > projects.length ? `共 ${total} 个，这里列出最近更新的 ${projects.length} 个` : undefined}
          className="sm:col-span-2"
        >
          <SearchSelect options={namedOptions(projects)} blank="不是招商项目" {...form.register('projectId')} />
        </Field>
        <Field label="承租方" name="tenant" hint="不是招商项目的填写" className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('tenant')} />
        </Field>
        <Field label="起租日" name="from" required>
          <DayInput ahead {...form.register('from')} />
        </Field>
        <Field label="租期至" name="until">
          <DayInput ahead {...form.register('until')} />
        </Field>
        <Field label="租赁合同" name="document" hint="合同编号" className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('document')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="出租" />
    </ZodForm>
  )
}

/** 退租 */
export function LeaseEndForm({ today, reply }: { today: string; reply: unknown }) {
  const form = useZodForm(leaseEndInput, { reply, values: { endedOn: today } })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="release" />
      <FormSection>
        <Field label="退租日" name="endedOn" required>
          <DayInput {...form.register('endedOn')} />
        </Field>
        <Field label="说明" name="endNote" className="sm:col-span-2">
          <Textarea rows={2} {...form.register('endNote')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="退租" tone="plain" />
    </ZodForm>
  )
}
