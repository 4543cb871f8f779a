import { useEffect, useMemo, useRef, useState } from 'react'
import type { Day } from '~/shared/day'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { replyOf } from '~/ui/form-reply'
import { Input, Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { useHydrated } from '~/ui/use-hydrated'
import { useZodForm } from '~/ui/zod-form'
import { evidenceInput } from '../../domain/record-inputs'
import { evidenceFor } from '../../domain/guards'
import { stageEventInput } from '../../domain/input'
import { isPathStage, PATH, rankOf, SIDE_STAGES, STAGE_NAMES, type PathStage } from '../../domain/stages'
import type { RecordView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm, EvidenceFields } from './record-action-form'
import { sorted, Unmet, WaiverFields } from './unmet-guards'

const FORM_INPUT = stageEventInput.and(evidenceInput)

/** The stage that would come next on the path. */
export function nextStage({ stage, rents, ownLand }: Pick<RecordView, 'stage' | 'rents' | 'ownLand'>): PathStage {
  const next = PATH[rankOf(stage) + 1] ?? stage
  return next === 'landSupplied' && (rents || ownLand) ? 'started' : next
}

const OPTIONS = [
  ...PATH.map((stage) => ({ value: stage, label: STAGE_NAMES[stage], group: '推进' })),
  ...SIDE_STAGES.map((stage) => ({ value: stage, label: STAGE_NAMES[stage], group: '暂缓与终止' })),
]

/** Records a stage event; a refusal lists each guard that is not met, and offers 容缺 to whoever may allow it. */
export function StageForm({ record, today, ...rest }: RecordActionFormProps & { record: RecordView; today: Day }) {
  const reply = replyOf(rest.fetcher ? rest.fetcher.data : rest.reply)
  const { unmet, shown } = useMemo(() => sorted(reply), [reply])
  const form = useZodForm(FORM_INPUT, {
    values: { stage: nextStage(record), occurred: today },
    reply: shown,
    fetcher: rest.fetcher && { ...rest.fetcher, data: shown },
  })
  const [chosen, setChosen] = useState<string>(String(reply?.values?.stage ?? nextStage(record)))
  const needsReason = !useHydrated() || !isPathStage(chosen)
  const stageField = form.register('stage')
  const kinds = isPathStage(chosen) ? evidenceFor(chosen, record.rents) : []
  const waives = unmet.length > 0 || Boolean(reply?.values?.waiverReason || reply?.values?.waiverBy)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (form.busy || unmet.length === 0) return
    if (shown?.errors.length === 0) list.current?.focus()
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [form.busy, unmet, shown])

  return (
    <RecordActionForm form={form} submitLabel="登记" files {...rest}>
      {unmet.length > 0 && (
        <div ref={list} tabIndex={-1}>
          <Unmet unmet={unmet} mayWaive={record.may.waive} id={record.id} mayTick={record.may.tickGuardFact} />
        </div>
      )}
      {waives && record.may.waive && <WaiverFields form={form} />}
      <FormSection>
        <Field label="阶段" name="stage" required>
          <Select
            options={OPTIONS}
            {...stageField}
            onChange={(event) => {
              setChosen(event.target.value)
              void stageField.onChange(event)
            }}
          />
        </Field>
        <Field label="发生日期" name="occurred" hint="只知道月份填 2021-05；不详请清空">
          <DayInput wanted="range" {...form.register('occurred')} />
        </Field>
      </FormSection>
      {needsReason && (
        <Field label="原因" name="reason" hint="暂缓、恢复、终止必填">
          <Input {...form.register('reason')} />
        </Field>
      )}
      <Field label="说明" name="note">
        <Textarea rows={2} {...form.register('note')} />
      </Field>
      <EvidenceFields form={form} kinds={kinds} />
    </RecordActionForm>
  )
}
