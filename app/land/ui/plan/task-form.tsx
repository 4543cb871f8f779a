import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { NumberInput } from '~/ui/input'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions, Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { taskInput } from '../../domain/plan/reduction'

interface TaskFormProps {
  /** absent: a new one */
  task: { id: string; version: number } | null
  values: object
  parks: readonly { id: string; name: string }[]
  units: readonly { id: string; name: string }[]
  reply: unknown
}

const LABELS = { parkId: '园区', unitId: '责任单位', year: '年度', targetMu: '任务（亩）', baselineOn: '基期' }

/** Sets by how much 三未土地 is to shrink in a year. */
export function TaskForm({ task, values, parks, units, reply }: TaskFormProps) {
  const form = useZodForm(taskInput, { values, reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="set" />
      {task && <input type="hidden" name="id" value={task.id} />}
      <EditedVersion
        form={form}
        version={task?.version}
        values={values}
        labels={LABELS}
        inWords={wordsByField({ parkId: nameIn(parks, '全县'), unitId: nameIn(units) })}
      />
      <FormSection>
        <Field label={LABELS.parkId} name="parkId">
          <Select blank="全县" options={namedOptions(parks)} {...form.register('parkId')} />
        </Field>
        <Field label={LABELS.unitId} name="unitId">
          <SearchSelect blank="不指定" options={namedOptions(units)} {...form.register('unitId')} />
        </Field>
        <Field label={LABELS.year} name="year" required>
          <NumberInput unit="年" {...form.register('year')} />
        </Field>
        <Field label="任务" name="targetMu" required>
          <NumberInput unit="亩" {...form.register('targetMu')} />
        </Field>
        <Field label={LABELS.baselineOn} name="baselineOn" required hint="这一天的三未土地，以后不再是的算消化">
          <DayInput {...form.register('baselineOn')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="保存" cancelTo="/land/three-not" />
    </ZodForm>
  )
}
