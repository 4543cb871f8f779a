import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { Select, type Option } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { newSetInput } from '../../domain/rules/new-set'

/** Begins a rule set of the county. */
export function NewSetForm({ values, sets, reply }: { values: object; sets: readonly Option[]; reply: unknown }) {
  const form = useZodForm(newSetInput, { values, reply })
  return (
    <ZodForm form={form}>
      <FormSection>
        <Field
          label="取自"
          name="from"
          className="sm:col-span-2"
          hint="内容照样取来，再按本地文件改；空着从一条规则开始"
        >
          <Select blank="不取，从头写" options={sets} {...form.register('from')} />
        </Field>
        <Field label="名称" name="name" required className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label="标识" name="id" required hint="接口和命令行用它指这个规则集，以后不变；如 county-2026">
          <Input autoComplete="off" {...form.register('id')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="建立草稿" cancelTo="/screening/rules" />
    </ZodForm>
  )
}
