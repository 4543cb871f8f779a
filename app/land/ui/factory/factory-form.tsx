import { Checkbox } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field, FieldGroup } from '~/ui/field'
import { nameIn, wordsByField, yesOrNo } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, NumberInput, Textarea } from '~/ui/input'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions, Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { FACTORY_LABELS, factoryInput, type FactoryFact } from '../../domain/factory/factory-input'

interface FactoryFormProps {
  /** absent: a new one */
  version?: number
  values: object
  choices: {
    parks: readonly { id: string; name: string }[]
    plots: readonly { id: string; code: string; name: string | null }[]
  }
  cancelTo: string
  reply: unknown
}

const bare = (name: FactoryFact) => FACTORY_LABELS[name].replace(/（.*）/, '')

/** Records a floor of a building, or changes what is known of it. */
export function FactoryForm({ version, values, choices: { parks, plots }, cancelTo, reply }: FactoryFormProps) {
  const form = useZodForm(factoryInput, { values, reply })
  const inWords = wordsByField({
    parkId: nameIn(parks),
    plotId: nameIn(plots.map(({ id, code }) => ({ id, name: code }))),
    underConstruction: yesOrNo,
  })
  const number = (name: 'heightM' | 'loadKn' | 'rentYuan', unit: string, hint?: string) => (
    <Field label={bare(name)} name={name} hint={hint}>
      <NumberInput unit={unit} {...form.register(name)} />
    </Field>
  )
  return (
    <ZodForm form={form}>
      <EditedVersion form={form} version={version} values={values} labels={FACTORY_LABELS} inWords={inWords} />
      <FormSection>
        <Field label={FACTORY_LABELS.parkId} name="parkId" required>
          <Select blank="请选择" options={namedOptions(parks)} {...form.register('parkId')} />
        </Field>
        <Field label={FACTORY_LABELS.plotId} name="plotId" hint="可不填">
          <SearchSelect
            blank="不填"
            options={plots.map(({ id, code, name }) => ({ value: id, label: [code, name].filter(Boolean).join(' ') }))}
            {...form.register('plotId')}
          />
        </Field>
        <Field label={FACTORY_LABELS.building} name="building" required hint="如 A3 栋、电子信息产业园 2 号楼">
          <Input autoComplete="off" {...form.register('building')} />
        </Field>
        <Field label={FACTORY_LABELS.floor} name="floor" required hint="地下一层填 -1">
          <Input inputMode="numeric" autoComplete="off" {...form.register('floor')} />
        </Field>
        <Field label="建筑面积" name="areaM2" required>
          <NumberInput unit="㎡" {...form.register('areaM2')} />
        </Field>
        {number('heightM', 'm')}
        {number('loadKn', 'kN/㎡', '1 吨/㎡ 约 10 kN/㎡')}
        {number('rentYuan', '元/㎡·月')}
        <FieldGroup label="建设">
          <Checkbox label="在建，还不能出租" {...form.registerCheck('underConstruction')} />
        </FieldGroup>
        <Field label={FACTORY_LABELS.doneOn} name="doneOn" hint="在建的填写">
          <DayInput ahead {...form.register('doneOn')} />
        </Field>
        <Field label={FACTORY_LABELS.note} name="note" className="sm:col-span-2" hint="如行车、货梯、配电、排污">
          <Textarea rows={2} {...form.register('note')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="保存" cancelTo={cancelTo} sticky />
    </ZodForm>
  )
}
