import { RadioGroup } from '~/ui/choice'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { useZodForm } from '~/ui/zod-form'
import { contactInput } from '../../domain/deeds'
import type { DeedFormProps } from './deed'
import { DeedForm } from './deed-form'

/** Adds a person to the project; the phone is masked for whoever is not on it. */
export function ContactForm(deed: DeedFormProps) {
  const form = useZodForm(contactInput, { values: { ours: 'false' }, reply: deed.reply, fetcher: deed.fetcher })
  return (
    <DeedForm form={form} submitLabel="添加" {...deed}>
      <RadioGroup
        label="哪一方"
        name="ours"
        options={[{ value: 'false', label: '企业方' }, { value: 'true', label: '我方责任人' }]}
        control={form.register('ours')}
      />
      <FormSection>
        <Field label="姓名" name="name" required><Input autoComplete="off" {...form.register('name')} /></Field>
        <Field label="职务" name="title"><Input autoComplete="off" {...form.register('title')} /></Field>
        <Field label="电话" name="phone" hint="手机号，或带区号的座机"><Input inputMode="tel" autoComplete="off" {...form.register('phone')} /></Field>
      </FormSection>
    </DeedForm>
  )
}
