import type { Day } from '~/shared/day'
import { RadioGroup } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Textarea } from '~/ui/input'
import { Select, wordOptions } from '~/ui/select'
import { useZodForm } from '~/ui/zod-form'
import { evidenceInput, guardFactInput } from '../../domain/record-inputs'
import { GUARD_FACT_NAMES, type GuardFactKind } from '../../domain/guards'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm, EvidenceFields } from './record-action-form'

const OPTIONS = wordOptions(GUARD_FACT_NAMES)

/** Ticks a guard fact by hand, with its day and evidence. */
export function GuardFactForm({
  kind,
  holds,
  today,
  ...rest
}: RecordActionFormProps & {
  kind?: GuardFactKind
  /** what it says now */
  holds?: boolean
  today: Day
}) {
  const form = useZodForm(guardFactInput.and(evidenceInput), {
    values: { kind, holds: holds ? 'false' : 'true', day: holds ? '' : today },
    reply: rest.reply,
    fetcher: rest.fetcher,
  })
  return (
    <RecordActionForm form={form} submitLabel="保存" files {...rest}>
      <Field
        label="前置条件"
        name="kind"
        required
        hint="预审、会议决定和供地在系统里办理的，自动办结；没有在系统里办理的才手工登记"
      >
        <Select options={OPTIONS} blank="请选择" {...form.register('kind')} />
      </Field>
      <FormSection>
        <RadioGroup
          label="结果"
          name="holds"
          required
          options={[
            { value: 'true', label: '已办结' },
            { value: 'false', label: '未办结（取消）' },
          ]}
          control={form.register('holds')}
        />
        <Field label="办结日期" name="day">
          <DayInput {...form.register('day')} />
        </Field>
      </FormSection>
      <Field label="说明" name="note" hint="原则通过的写明附带条件">
        <Textarea rows={2} {...form.register('note')} />
      </Field>
      <EvidenceFields form={form} kinds={[]} />
    </RecordActionForm>
  )
}
