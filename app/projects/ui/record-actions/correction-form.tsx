import { dayRangeValue, formatDayRange } from '~/shared/day'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { useZodForm } from '~/ui/zod-form'
import { correctionInput } from '../../domain/record-inputs'
import { PATH, SIDE_STAGES, STAGE_NAMES } from '../../domain/stages'
import type { EventView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm } from './record-action-form'

const OPTIONS = [
  ...[...PATH, ...SIDE_STAGES].map((stage) => ({ value: stage, label: STAGE_NAMES[stage], group: '更正为' })),
  { value: 'withdrawn', label: '撤回：没有发生', group: '撤回' },
]

/** Corrects or withdraws an event; the old one stays to be read. */
export function CorrectionForm({ event, ...rest }: RecordActionFormProps & { event: EventView }) {
  const form = useZodForm(correctionInput, {
    values: { stage: event.stage, occurred: dayRangeValue(event.occurred) },
    reply: rest.reply,
    fetcher: rest.fetcher,
  })
  return (
    <RecordActionForm form={form} submitLabel="更正" {...rest}>
      <p className="text-grey-700">
        原记录：{STAGE_NAMES[event.stage]}，{formatDayRange(event.occurred)}
        。更正后原记录保留，并标明已更正；认定和佐证需重新办理。
      </p>
      <FormSection>
        <Field label="更正为" name="stage" required>
          <Select options={OPTIONS} {...form.register('stage')} />
        </Field>
        <Field label="发生日期" name="occurred" hint="撤回时不用填">
          <DayInput precision="month" {...form.register('occurred')} />
        </Field>
      </FormSection>
      <Field label="更正原因" name="reason" required>
        <Textarea rows={2} {...form.register('reason')} />
      </Field>
    </RecordActionForm>
  )
}
