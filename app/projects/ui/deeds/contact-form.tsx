import { RadioGroup } from '~/ui/choice'
import { Field } from '~/ui/field'
import { FormSection, Notice } from '~/ui/form'
import { Input } from '~/ui/input'
import { useZodForm } from '~/ui/zod-form'
import { contactEditInput, contactInput } from '../../domain/deeds'
import type { ContactView } from '../record/view'
import type { DeedFormProps } from './deed'
import { DeedForm } from './deed-form'

interface Refusal {
  code?: string
  message?: string
  detail?: Stale
  values?: { version?: unknown }
}

interface Stale {
  version: number
  current: { name: string; title: string | null; ours: boolean; phones: string[] }
}

export const sideOf = (ours: boolean) => (ours ? '我方责任人' : '企业方')

/** Adds a person to the project, or edits one; the phone is masked for whoever is not on it, and never filled in. */
export function ContactForm({ contact, ...deed }: DeedFormProps & { contact?: ContactView }) {
  const reply = (deed.fetcher ? deed.fetcher.data : deed.reply) as Refusal | undefined
  const stale = reply?.code === 'stale' ? reply.detail : undefined
  const values = { name: contact?.name, title: contact?.title, ours: String(contact?.ours ?? false) }
  // The comparison says it all: no second message above it.
  const shown = stale ? { values: { ...values, ...reply?.values }, errors: [] } : reply
  const form = useZodForm(contact ? contactEditInput : contactInput, {
    values,
    reply: shown,
    fetcher: deed.fetcher && { ...deed.fetcher, data: shown },
  })
  const phones = (stale ? stale.current.phones : contact?.values.map(({ masked }) => masked))?.join('、')
  return (
    <DeedForm form={form} submitLabel={contact ? '保存' : '添加'} {...deed}>
      {stale && <StaleNotice message={reply?.message} current={stale.current} />}
      {contact && (
        <input
          type="hidden"
          name="version"
          value={String(stale?.version ?? reply?.values?.version ?? contact.version)}
        />
      )}
      <RadioGroup
        label="哪一方"
        name="ours"
        options={[false, true].map((ours) => ({ value: String(ours), label: sideOf(ours) }))}
        control={form.register('ours')}
      />
      <FormSection>
        <Field label="姓名" name="name" required>
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label="职务" name="title">
          <Input autoComplete="off" {...form.register('title')} />
        </Field>
        <Field
          label="电话"
          name="phone"
          hint={phones ? `现为 ${phones}；不填则不变，填写后取代并抹去原号码` : '手机号，或带区号的座机'}
          className="sm:col-span-2"
        >
          <Input inputMode="tel" autoComplete="off" {...form.register('phone')} />
        </Field>
      </FormSection>
    </DeedForm>
  )
}

function StaleNotice({ message, current }: { message?: string; current: Stale['current'] }) {
  const { name, title, ours, phones } = current
  return (
    <Notice tone="warning" title={message}>
      {`现为：${[name, title, sideOf(ours), ...phones].filter(Boolean).join('，')}。您填的内容保留在下面。`}
    </Notice>
  )
}
