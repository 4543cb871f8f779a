import { CircleX } from 'lucide-react'
import { Field } from '~/ui/field'
import { FormSection, Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { Input, Textarea } from '~/ui/input'
import type { ZodFormState } from '~/ui/zod-form'
import { WAIVER_NEEDS, waiverLacks } from '../../domain/guards'

/** What a refusal says of the guards, and what of the form: the boxes of a 容缺 that it showed and got back empty. */
export function sorted(reply: FormReply | undefined): { unmet: { message: string }[]; shown: FormReply | undefined } {
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
export function WaiverFields({ form }: { form: ZodFormState<'waiverReason' | 'waiverBy'> }) {
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

export function Unmet({
  title = '没有登记：还缺这些前置条件',
  unmet,
  mayWaive,
  mayTick,
  id,
}: {
  title?: string
  unmet: readonly { message: string }[]
  mayWaive: boolean
  mayTick: boolean
  id: string
}) {
  return (
    <Notice tone="warning" title={title}>
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
