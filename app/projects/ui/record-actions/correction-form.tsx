import { useMemo } from 'react'
import { dayRangeValue, formatDayRange } from '~/shared/day'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { replyOf } from '~/ui/form-reply'
import { Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { useZodForm } from '~/ui/zod-form'
import { correctionInput } from '../../domain/record-inputs'
import { PATH, SIDE_STAGES, STAGE_NAMES } from '../../domain/stages'
import type { EventView, RecordView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm } from './record-action-form'
import { sorted, Unmet, WaiverFields } from './unmet-guards'

const OPTIONS = [
  ...[...PATH, ...SIDE_STAGES].map((stage) => ({ value: stage, label: STAGE_NAMES[stage], group: '更正为' })),
  { value: 'withdrawn', label: '撤回：没有发生', group: '撤回' },
]

/** Corrects or withdraws an event; the old one stays to be read. */
export function CorrectionForm({
  event,
  record,
  ...rest
}: RecordActionFormProps & { event: EventView; record: RecordView }) {
  const reply = replyOf(rest.fetcher ? rest.fetcher.data : rest.reply)
  const { unmet, shown } = useMemo(() => sorted(reply), [reply])
  const { stage, occurred, waiverReason, waiverBy } = event
  const form = useZodForm(correctionInput, {
    values: { stage, occurred: dayRangeValue(occurred), waiverReason: waiverReason ?? '', waiverBy: waiverBy ?? '' },
    reply: shown,
    fetcher: rest.fetcher && { ...rest.fetcher, data: shown },
  })
  const { id, may } = record
  return (
    <RecordActionForm form={form} submitLabel="更正" {...rest}>
      <p className="text-grey-700">
        原记录：{STAGE_NAMES[event.stage]}，{formatDayRange(event.occurred)}
        。更正后原记录保留，并标明已更正；认定和佐证需重新办理。
      </p>
      {unmet.length > 0 && (
        <Unmet
          title="没有更正：还缺这些前置条件"
          unmet={unmet}
          mayWaive={may.waive}
          id={id}
          mayTick={may.tickGuardFact}
        />
      )}
      <FormSection>
        <Field label="更正为" name="stage" required>
          <Select options={OPTIONS} {...form.register('stage')} />
        </Field>
        <Field label="发生日期" name="occurred" hint="撤回时不用填">
          <DayInput wanted="range" {...form.register('occurred')} />
        </Field>
      </FormSection>
      {waiverReason && (
        <p className="text-grey-700">
          前置条件仍未满足的，容缺（{waiverReason}，{waiverBy}批准）随更正保留。
        </p>
      )}
      {may.waive && (waiverReason || unmet.length > 0) && <WaiverFields form={form} />}
      <Field label="更正原因" name="reason" required>
        <Textarea rows={2} {...form.register('reason')} />
      </Field>
    </RecordActionForm>
  )
}
