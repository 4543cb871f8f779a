import { Button } from '~/ui/button'
import { Field } from '~/ui/field'
import { FormActions, FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { useZodForm, ZodForm } from '~/ui/zod-form'
import { mergeInput } from '../../domain/descent/descent-input'
import { PaperFields } from './paper-fields'

interface MergePlotsFormProps {
  parents: readonly { id: string; version: number }[]
  code: string
  today: string
  reply: unknown
}

/** Confirms a merging that was looked at. */
export function MergePlotsForm({ parents, code, today, reply }: MergePlotsFormProps) {
  const form = useZodForm(mergeInput, { reply, values: { on: today, code } })
  return (
    <ZodForm form={form}>
      {parents.map(({ id, version }, index) => (
        <span key={id}>
          <input type="hidden" name={`parents.${index}.id`} value={id} />
          <input type="hidden" name={`parents.${index}.version`} value={version} />
        </span>
      ))}
      <FormSection>
        <Field label="合并后的宗地号" name="code" required className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('code')} />
        </Field>
        <PaperFields form={form} />
      </FormSection>
      <FormActions>
        <Button type="submit" tone="primary" busy={form.busy}>
          确认合并
        </Button>
        <span className="text-sm text-grey-600">原地块保留为历史，宗地号不再使用；新地块没有变动前可以撤回。</span>
      </FormActions>
    </ZodForm>
  )
}
