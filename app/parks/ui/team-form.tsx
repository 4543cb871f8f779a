import { UnitSelect, type UnitChoice } from '~/auth/ui/unit-select'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { newTeamInput } from '../domain/entries'

interface TeamFormProps {
  team?: { name: string; unitId: string; version: number }
  units: readonly UnitChoice[]
  reply: unknown
}

const LABELS = { name: '专班名称', unitId: '牵头单位' }

/** Makes and edits a team. */
export function TeamForm({ team, units, reply }: TeamFormProps) {
  const values = { name: team?.name, unitId: team?.unitId ?? units[0]?.id }
  const form = useZodForm(newTeamInput, { values, reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="edit" />
      <EditedVersion
        form={form}
        version={team?.version}
        values={values}
        labels={LABELS}
        inWords={wordsByField({ unitId: nameIn(units) })}
      />
      <FormSection>
        <Field label={LABELS.name} name="name" required>
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={LABELS.unitId} name="unitId" required>
          <UnitSelect units={units} {...form.register('unitId')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label={team ? '保存' : '新建'} />
    </ZodForm>
  )
}
