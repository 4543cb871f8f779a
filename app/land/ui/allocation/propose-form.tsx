import { Field } from '~/ui/field'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { proposePlotInput, proposeProjectInput } from '../../domain/allocation/propose-input'
import { mu } from '../plot-list'

interface ProjectChoice {
  id: string
  name: string
}

/** 意向选址 from a plot: which project looks at it. */
export function ProposeProjectForm({
  projects,
  total,
  cancelTo,
  reply,
}: {
  projects: readonly ProjectChoice[]
  total: number
  cancelTo: string
  reply: unknown
}) {
  const form = useZodForm(proposeProjectInput, { reply })
  return (
    <ZodForm form={form}>
      <Field
        label="项目"
        name="projectId"
        required
        hint={total > projects.length ? `共 ${total} 个，这里列出最近更新的 ${projects.length} 个` : undefined}
      >
        <SearchSelect options={namedOptions(projects)} blank="请选择" {...form.register('projectId')} />
      </Field>
      <SubmitActions form={form} label="登记意向" cancelTo={cancelTo} />
    </ZodForm>
  )
}

interface PlotChoice {
  id: string
  code: string
  name: string | null
  park: string | null
  mu: number
  free: boolean
}

/** 意向选址 from a project: which plot it looks at. */
export function ProposePlotForm({
  plots,
  cancelTo,
  reply,
}: {
  plots: readonly PlotChoice[]
  cancelTo: string
  reply: unknown
}) {
  const form = useZodForm(proposePlotInput, { reply })
  return (
    <ZodForm form={form}>
      <Field label="地块" name="plotId" required hint="未投入使用的地块，可用的在前。只要其中一部分的，先分割地块。">
        <SearchSelect
          options={plots.map((plot) => ({ value: plot.id, label: plotWords(plot) }))}
          blank="请选择"
          {...form.register('plotId')}
        />
      </Field>
      <SubmitActions form={form} label="登记意向" cancelTo={cancelTo} />
    </ZodForm>
  )
}

const plotWords = ({ code, name, park, mu: area, free }: PlotChoice) =>
  [code, name, park, `${mu(area)} 亩`, free ? '可用' : '已占用'].filter(Boolean).join(' · ')
