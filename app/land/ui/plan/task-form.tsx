import { Button, LinkButton } from '~/ui/button'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { FormActions, FormSection } from '~/ui/form'
import { NumberInput } from '~/ui/input'
import { SearchSelect } from '~/ui/search-select'
import { Select } from '~/ui/select'
import { useZodForm, ZodForm } from '~/ui/zod-form'
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
  const nameIn = (choices: TaskFormProps['parks'], none: string) => (value: unknown) =>
    choices.find(({ id }) => id === value)?.name ?? none
  const words: Partial<Record<string, (value: unknown) => string>> = {
    parkId: nameIn(parks, '全县'),
    unitId: nameIn(units, '（空）'),
  }
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="set" />
      {task && <input type="hidden" name="id" value={task.id} />}
      <EditedVersion
        form={form}
        version={task?.version}
        values={values}
        labels={LABELS}
        inWords={(field, value) => words[field]?.(value) ?? String(value ?? '')}
      />
      <FormSection>
        <Field label={LABELS.parkId} name="parkId">
          <Select
            blank="全县"
            options={parks.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.register('parkId')}
          />
        </Field>
        <Field label={LABELS.unitId} name="unitId">
          <SearchSelect
            blank="不指定"
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.register('unitId')}
          />
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
      <FormActions>
        <Button type="submit" tone="primary" busy={form.busy}>
          保存
        </Button>
        <LinkButton to="/land/three-not" tone="quiet">
          取消
        </LinkButton>
      </FormActions>
    </ZodForm>
  )
}
