import { Checkbox, RadioGroup } from '~/ui/choice'
import { FieldGroup } from '~/ui/field'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { startInput } from '../domain/form'
import { DEPTH_NAMES, DEPTHS } from '../domain/screening'

interface StartFormProps {
  ruleSets: readonly { id: string; name: string }[]
  preset: readonly string[]
  reply: unknown
}

const HINTS = { quick: '十来个数，边问边填', full: '上会前的全部资料，可分几次填' } as const

/** Starts a screening of a project: how deep, and by which rules. */
export function StartForm({ ruleSets, preset, reply }: StartFormProps) {
  const form = useZodForm(startInput, { values: { depth: 'full', ruleSets: preset }, reply })
  return (
    <ZodForm form={form}>
      <div className="grid gap-4">
        <RadioGroup
          label="深度"
          name="depth"
          options={DEPTHS.map((value) => ({ value, label: DEPTH_NAMES[value], hint: HINTS[value] }))}
          control={form.register('depth')}
        />
        <FieldGroup label="规则集" name="ruleSets" hint="几个同时适用时，严的起作用">
          <div className="grid gap-1.5">
            {ruleSets.map(({ id, name }) => (
              <Checkbox key={id} label={name} {...form.registerCheck('ruleSets', id)} name="ruleSets[]" />
            ))}
          </div>
        </FieldGroup>
      </div>
      <SubmitActions form={form} label="发起预审" />
    </ZodForm>
  )
}
