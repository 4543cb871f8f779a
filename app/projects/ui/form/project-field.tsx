import { createContext, useContext, useId } from 'react'
import { fieldOf, type FieldName, type WordField } from '../../domain/fields'
import type { FieldRule as DeclaredField } from '../../domain/field-kinds'
import type { GuardedField } from '../../domain/guarded-fields'
import { Checkbox } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { Input, NumberInput, Textarea } from '~/ui/input'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions, Select } from '~/ui/select'
import type { ZodFormState } from '~/ui/zod-form'
import { groupedUnitOptions, valueInWords, type FormChoices } from './choices'

interface FieldsOfForm {
  form: ZodFormState<FieldName>
  choices: FormChoices
  /** stored values of the fields that this user may not change */
  fixed: Partial<Record<GuardedField, unknown>>
}

/** Given by the form around. */
export const ProjectFieldsContext = createContext<FieldsOfForm | null>(null)

function useFieldsOfForm(): FieldsOfForm {
  const fields = useContext(ProjectFieldsContext)
  if (!fields) throw new Error('a ProjectField stands outside of a ProjectForm')
  return fields
}

interface ProjectFieldProps {
  name: FieldName
  /** lines of a long text */
  rows?: number
  className?: string
}

/** A field of the project's form: label, control by its kind, hint and error. Who may not change it reads it. */
export function ProjectField({ name, rows = 2, className }: ProjectFieldProps) {
  const { form, fixed } = useFieldsOfForm()
  const field = fieldOf(name)
  if (name in fixed) return <FixedField name={name} value={(fixed as Record<string, unknown>)[name]} />
  if (field.kind === 'tick') {
    return <Checkbox className={className} {...form.registerCheck(name)} label={field.says} />
  }
  const required = 'required' in field && field.required
  return (
    <Field label={field.label} name={name} hint={field.hint} required={required} className={className}>
      <Control name={name} field={field} rows={rows} />
    </Field>
  )
}

type ControlProps<Kind extends DeclaredField['kind']> = {
  name: FieldName
  field: Extract<DeclaredField, { kind: Kind }>
}

function Control({
  name,
  field,
  rows,
}: {
  name: FieldName
  field: Exclude<DeclaredField, { kind: 'tick' }>
  rows: number
}) {
  const { register } = useFieldsOfForm().form
  switch (field.kind) {
    case 'text':
      return <Input autoComplete="off" {...register(name)} />
    case 'uscc':
      return <Input autoComplete="off" maxLength={18} {...register(name)} />
    case 'longText':
      return <Textarea rows={rows} {...register(name)} />
    case 'word':
      return <WordControl name={name as WordField} field={field} />
    case 'decimal':
      return <NumberInput unit={field.unit} {...register(name)} />
    case 'day':
      return <DayInput ahead={field.ahead} {...register(name)} />
    case 'reference':
      return <ReferenceControl name={name} field={field} />
  }
}

/** Free text with the words in use offered. */
function WordControl({ name, field }: { name: WordField; field: { offered?: readonly string[] } }) {
  const { choices, form } = useFieldsOfForm()
  const { register } = form
  const listId = useId()
  return (
    <>
      <Input autoComplete="off" list={listId} {...register(name)} />
      <datalist id={listId}>
        {[...new Set([...(field.offered ?? []), ...choices.words[name]])].map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  )
}

function ReferenceControl({ name, field: { to, blank, required } }: ControlProps<'reference'>) {
  const { choices, form } = useFieldsOfForm()
  const { register } = form
  if (to === 'team') return <Select options={namedOptions(choices.teams)} blank={blank} {...register(name)} />
  if (to === 'park') return <SearchSelect options={namedOptions(choices.parks)} blank={blank} {...register(name)} />
  if (!required) return <SearchSelect options={groupedUnitOptions(choices.units)} blank={blank} {...register(name)} />
  const { holders } = choices
  return <Select options={namedOptions(holders)} {...register(name)} blank={holders.length === 1 ? undefined : blank} />
}

/** A field that this user may not change: its value stands to be read, with the reason, and is sent as it is. */
function FixedField({ name, value }: { name: FieldName; value: unknown }) {
  const { choices } = useFieldsOfForm()
  const { label, guard } = fieldOf(name)
  return (
    <>
      <Field label={label} name={name} hint={guard?.refusal}>
        <Input readOnly tabIndex={-1} name={undefined} value={valueInWords(name, value, choices)} />
      </Field>
      <input type="hidden" name={name} value={String(value ?? '')} />
    </>
  )
}
