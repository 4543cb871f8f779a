import type { Values } from '~/shared/versions'
import { RadioGroup } from '~/ui/choice'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { isTicked, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { useZodForm } from '~/ui/zod-form'
import { contactEditInput, contactInput } from '../../domain/record-inputs'
import type { ContactView } from '../record/view'
import type { RecordActionFormProps } from './record-action'
import { RecordActionForm } from './record-action-form'

const LABELS = { name: '姓名', title: '职务', ours: '哪一方' }

export const sideOf = (ours: boolean) => (ours ? '我方责任人' : '企业方')

/** Adds a person to the project, or edits one; the phone is masked for whoever is not on it, and never filled in. */
export function ContactForm({ contact, ...rest }: RecordActionFormProps & { contact?: ContactView }) {
  const values = { name: contact?.name, title: contact?.title, ours: String(contact?.ours ?? false) }
  const { reply, fetcher } = rest
  const form = useZodForm(contact ? contactEditInput : contactInput, { values, reply, fetcher })
  const phones = contact?.values.map(({ masked }) => masked).join('、')
  return (
    <RecordActionForm form={form} submitLabel={contact ? '保存' : '添加'} {...rest}>
      <EditedVersion
        form={form}
        version={contact?.version}
        values={values}
        labels={LABELS}
        inWords={inWords}
        note={storedWords}
      />
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
    </RecordActionForm>
  )
}

const inWords = wordsByField({ ours: (value) => sideOf(isTicked(value)) })

/** The person as stored, with the masked phones that no box shows. */
function storedWords({ name, title, ours, phones }: Values): string {
  const words = [name, title, sideOf(ours === true), ...(Array.isArray(phones) ? phones : [])]
  return `现为：${words.filter(Boolean).join('，')}。`
}
