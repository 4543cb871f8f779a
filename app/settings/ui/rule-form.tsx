import type { Day } from '~/shared/day'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input, NumberInput, Textarea } from '~/ui/input'
import { Select, wordOptions } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { newVersion, RULES, ruleText, type RuleField, type RuleFieldName, type RuleKind } from '../domain/rules'
import { ruleFields } from './rule-values'

interface RuleFormProps {
  kind: RuleKind
  data: Record<string, unknown>
  /** the last version, which was looked at */
  version: number
  today: Day
  reply: unknown
}

/** Sets a rule anew, from a day on. */
export function RuleForm({ kind, data, version, today, reply }: RuleFormProps) {
  const texts = ruleFields(kind).map(([name]) => [name, ruleText(data[name])])
  const values = { ...Object.fromEntries(texts), effectiveOn: today }
  const form = useZodForm(RULES[kind].schema.and(newVersion), { values, reply })
  const boxOf = (name: RuleFieldName, field: RuleField) => {
    const registered = form.register(name)
    if (field.kind === 'lines') return <Textarea rows={7} {...registered} />
    if (field.options) return <Select options={wordOptions(field.options)} {...registered} />
    return field.unit ? <NumberInput unit={field.unit} {...registered} /> : <Input autoComplete="off" {...registered} />
  }
  return (
    <ZodForm form={form}>
      <input type="hidden" name="version" value={version} />
      <FormSection>
        {ruleFields(kind).map(([name, field]) => (
          <Field
            key={name}
            label={field.label}
            name={name}
            hint={field.hint}
            className={field.unit ? undefined : 'sm:col-span-2'}
          >
            {boxOf(name, field)}
          </Field>
        ))}
        <Field label="生效日期" name="effectiveOn" required hint="这一天起按新的算；以前的日期仍按当时的算">
          <DayInput ahead {...form.register('effectiveOn')} />
        </Field>
        <Field label="依据" name="source" hint="文件名称和文号">
          <Input autoComplete="off" {...form.register('source')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="保存" />
    </ZodForm>
  )
}
