import { UnitSelect, type UnitChoice } from '~/auth/ui/unit-select'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { Textarea } from '~/ui/input'
import type { ZodFormState } from '~/ui/zod-form'

/** Conditions, one a line, with who fulfils the new ones until when. */
export function ConditionFields({
  form,
  units,
}: {
  form: Pick<ZodFormState<'conditions' | 'conditionUnitId' | 'conditionDueOn'>, 'register'>
  units: readonly UnitChoice[]
}) {
  return (
    <>
      <Field label="条件" name="conditions" hint="每行一条，逐条跟踪到销号" className="sm:col-span-2">
        <Textarea rows={3} {...form.register('conditions')} />
      </Field>
      <Field label="由谁落实" name="conditionUnitId" hint="新写的条件；以后可逐条改">
        <UnitSelect units={units} blank="项目的责任单位" {...form.register('conditionUnitId')} />
      </Field>
      <Field label="落实期限" name="conditionDueOn">
        <DayInput ahead {...form.register('conditionDueOn')} />
      </Field>
    </>
  )
}
