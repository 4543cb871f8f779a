import { CircleX } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Day } from '~/shared/day'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection, Notice } from '~/ui/form'
import { replyOf, type FormReply } from '~/ui/form-reply'
import { Input, Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { useHydrated } from '~/ui/use-hydrated'
import { useZodForm, type ZodFormState } from '~/ui/zod-form'
import { evidenceInput } from '../../domain/record-inputs'
import { evidenceFor, WAIVER_NEEDS, waiverLacks } from '../../domain/guards'
import { stageEventInput } from '../../domain/input'
import { isPathStage, PATH, rankOf, SIDE_STAGES, STAGE_NAMES, type PathStage } from '../../domain/stages'
import type { RecordView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm, EvidenceFields } from './record-action-form'

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
          <DayInput precision="month" {...form.register('occurred')} />
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

/** What a refusal says of the guards, and what of the form: the boxes of a 容缺 that it showed and got back empty. */
function sorted(reply: FormReply | undefined): { unmet: { message: string }[]; shown: FormReply | undefined } {
  if (!isWaivable(reply)) return { unmet: [], shown: reply }
  const { errors, values = {} } = reply
  const unmet = errors.filter(({ path }) => !(path in WAIVER_NEEDS))
  const lacks = 'waiverReason' in values ? waiverLacks(values) : []
  return { unmet, shown: { ...reply, message: undefined, errors: lacks } }
}

function isWaivable(reply: FormReply | undefined): reply is FormReply & { detail: { waivable: true } } {
  const detail = reply?.detail
  return typeof detail === 'object' && detail !== null && 'waivable' in detail && detail.waivable === true
}

/** They take the focus by themselves where no script moves it. */
function WaiverFields({ form }: { form: ZodFormState<'waiverReason' | 'waiverBy'> }) {
  const { waiverReason, waiverBy } = form.errors
  return (
    <FormSection>
      <Field label="容缺理由" name="waiverReason" required className="sm:col-span-2">
        <Textarea rows={2} autoFocus={Boolean(waiverReason)} {...form.register('waiverReason')} />
      </Field>
      <Field label="容缺批准人" name="waiverBy" required>
        <Input autoFocus={Boolean(waiverBy && !waiverReason)} {...form.register('waiverBy')} />
      </Field>
    </FormSection>
  )
}

function Unmet({
  unmet,
  mayWaive,
  mayTick,
  id,
}: {
  unmet: readonly { message: string }[]
  mayWaive: boolean
  mayTick: boolean
  id: string
}) {
  return (
    <Notice tone="warning" title="没有登记：还缺这些前置条件">
      <ul className="mt-1 space-y-0.5">
        {unmet.map(({ message }) => (
          <li key={message} className="flex items-start gap-1.5">
            <CircleX aria-hidden className="mt-[3px] h-3.5 w-3.5 flex-none text-warning" />
            {message.replace('前置条件未满足：', '')}
          </li>
        ))}
      </ul>
      <p className="mt-1.5">
        {mayTick && (
          <>
            已经办结的，
            <a href={`/projects/${id}/guards`} className="underline">
              登记前置条件
            </a>
            后再来。
          </>
        )}
        {mayWaive ? '确需先行的，填写容缺理由和批准人后登记。' : '确需先行的，请招商局综合科按容缺登记。'}
      </p>
    </Notice>
  )
}
