import { Button, LinkButton } from '~/ui/button'
import { Field } from '~/ui/field'
import { FormActions, FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { Select, type Option } from '~/ui/select'
import { useZodForm, ZodForm } from '~/ui/zod-form'
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
      <FormActions>
        <Button type="submit" tone="primary" busy={form.busy}>
          建立草稿
        </Button>
        <LinkButton to="/screening/rules" tone="quiet">
          取消
        </LinkButton>
      </FormActions>
    </ZodForm>
  )
}
