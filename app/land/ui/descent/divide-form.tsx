import { Button } from '~/ui/button'
import { RadioGroup } from '~/ui/choice'
import { Field } from '~/ui/field'
import { FormActions, FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { useZodForm, ZodForm } from '~/ui/zod-form'
import { divideInput } from '../../domain/descent/descent-input'
import { mu } from '../plot-list'
import { PaperFields } from './paper-fields'

interface DivideFormProps {
  version: number
  parts: readonly { code: string; mu: number; pieces: number }[]
  /** the project that holds the plot */
  heldBy: string | null
  today: string
  reply: unknown
}

/** Confirms a division that was looked at: numbers, paper and day, and which part stays held. */
export function DivideForm({ version, parts, heldBy, today, reply }: DivideFormProps) {
  const codes = Object.fromEntries(parts.map(({ code }, index) => [index, code]))
  const form = useZodForm(divideInput, { reply, values: { on: today, codes } })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="version" value={version} />
      <FormSection>
        {parts.map((part, index) => (
          <Field
            key={index}
            label={`第 ${index + 1} 块宗地号`}
            name={`codes.${index}`}
            required
            aside={`${mu(part.mu)} 亩${part.pieces > 1 ? `，分 ${part.pieces} 处` : ''}`}
          >
            <Input autoComplete="off" {...form.register(`codes.${index}`)} />
          </Field>
        ))}
        {heldBy !== null && (
          <RadioGroup
            label={`“${heldBy}”锁定着这块地，分割后由它继续锁定`}
            name="keeper"
            required
            className="sm:col-span-2"
            control={form.register('keeper')}
            options={parts.map((part, index) => ({
              value: String(index),
              label: `第 ${index + 1} 块（${mu(part.mu)} 亩）`,
            }))}
          />
        )}
        <PaperFields form={form} />
      </FormSection>
      <FormActions>
        <Button type="submit" tone="primary" busy={form.busy}>
          确认分割
        </Button>
        <span className="text-sm text-grey-600">原地块保留为历史，宗地号不再使用；各块没有变动前可以撤回。</span>
      </FormActions>
    </ZodForm>
  )
}
