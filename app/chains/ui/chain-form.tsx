import { UnitSelect, type UnitChoice } from '~/auth/ui/unit-select'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { chainInput } from '../domain/chain'

const LABELS = {
  name: '名称',
  aliases: '别名',
  leader: '链长',
  leaderTitle: '链长职务',
  unitId: '牵头单位',
  leadingParks: '主导园区',
  supportingParks: '配套园区',
  note: '说明',
}

interface ChainFormProps {
  values?: object
  version?: number
  units: readonly UnitChoice[]
  parks: readonly { name: string }[]
  reply: unknown
  submitLabel: string
  cancelTo: string
}

/** Makes and edits a chain. */
export function ChainForm({ values, version, units, parks, reply, submitLabel, cancelTo }: ChainFormProps) {
  const form = useZodForm(chainInput, { values, reply })
  const parkHint = parks.length > 0 ? `可填：${parks.map(({ name }) => name).join('、')}` : undefined
  return (
    <ZodForm form={form}>
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={LABELS}
        inWords={wordsByField({ unitId: nameIn(units) })}
      />
      <FormSection>
        <Field label={LABELS.name} name="name" required>
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={LABELS.aliases} name="aliases" hint="项目和台账里的其他写法，用顿号分开；改名后旧名自动成为别名">
          <Input autoComplete="off" {...form.register('aliases')} />
        </Field>
        <Field label={LABELS.leader} name="leader">
          <Input autoComplete="off" {...form.register('leader')} />
        </Field>
        <Field label={LABELS.leaderTitle} name="leaderTitle">
          <Input autoComplete="off" {...form.register('leaderTitle')} />
        </Field>
        <Field label={LABELS.unitId} name="unitId" className="sm:col-span-2">
          <UnitSelect units={units} blank="未定" {...form.register('unitId')} />
        </Field>
        <Field
          label={LABELS.leadingParks}
          name="leadingParks"
          hint={`用顿号分开；园区资料里已写明主导这条链的不用再填${parkHint ? `。${parkHint}` : ''}`}
          className="sm:col-span-2"
        >
          <Input autoComplete="off" {...form.register('leadingParks')} />
        </Field>
        <Field label={LABELS.supportingParks} name="supportingParks" hint="用顿号分开" className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('supportingParks')} />
        </Field>
        <Field label={LABELS.note} name="note" className="sm:col-span-2">
          <Textarea rows={3} {...form.register('note')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label={submitLabel} cancelTo={cancelTo} />
    </ZodForm>
  )
}
