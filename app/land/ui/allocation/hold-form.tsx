import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { holdInput } from '../../domain/allocation/hold-input'

interface HoldFormProps {
  /** those changed last */
  projects: readonly { id: string; name: string }[]
  /** of all that may be chosen */
  total: number
  /** how many days a hold lasts at most */
  days: number
  /** the latest day that may be asked for */
  latest: string
  reply: unknown
}

/** Holds a plot for an approved project. */
export function HoldForm({ projects, total, days, latest, reply }: HoldFormProps) {
  const form = useZodForm(holdInput, { reply, values: { until: latest } })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="hold" />
      <FormSection>
        <Field
          label="项目"
          name="projectId"
          required
          hint={
            total > projects.length
              ? `已过会、在推进的项目 ${total} 个，这里列出最近更新的 ${projects.length} 个`
              : '已过会、在推进的项目'
          }
          className="sm:col-span-2"
        >
          <SearchSelect options={namedOptions(projects)} blank="请选择" {...form.register('projectId')} />
        </Field>
        <Field label="锁定至" name="until" hint={`最长 ${days} 天，到 ${latest}`}>
          <DayInput ahead {...form.register('until')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="锁定" />
    </ZodForm>
  )
}
