import { Field, FieldGroup } from '~/ui/field'
import { NumberInput } from '~/ui/input'
import { Select } from '~/ui/select'
import type { ZodFormState } from '~/ui/zod-form'
import { ENERGY_CARRIERS } from '../domain/energy/carriers'
import { ENERGY_LIMITS } from '../domain/energy/limits'
import { PROPOSAL_FIELDS, type ProposalFieldName } from '../domain/fields'
import type { CriterionOf } from '../domain/rules/rule-set'
import { FORM_UNITS, LIMIT_ROWS, UNIT_NAMES, type FormCarrier } from '../domain/form'

type Form = ZodFormState<string>

/** Hints where people mistake one number for another. */
const HINTS: Partial<Record<ProposalFieldName, string>> = {
  landMu: '可写公顷、㎡',
  fixedAssetInvestmentWan: '可写亿元',
  farFloorAreaM2: '层高 8 米以上的按两层计',
  emissionsT: '化学需氧量、氨氮、二氧化硫、氮氧化物合计',
}

/** Boxes of these numbers. */
export function NumberFields({ form, names }: { form: Form; names: readonly ProposalFieldName[] }) {
  return names.map((name) => (
    <Field key={name} label={PROPOSAL_FIELDS[name].label} name={name} hint={HINTS[name]}>
      <NumberInput unit={PROPOSAL_FIELDS[name].unit} {...form.register(name)} />
    </Field>
  ))
}

/** A box a carrier of energy, in the unit that people count it in. */
export function EnergyFields({ form, carriers }: { form: Form; carriers: readonly FormCarrier[] }) {
  return carriers.map((carrier) => (
    <Field key={carrier} label={ENERGY_CARRIERS[carrier].label} name={`energy.${carrier}`}>
      <NumberInput
        unit={UNIT_NAMES[FORM_UNITS[carrier]] ?? FORM_UNITS[carrier]}
        {...form.register(`energy.${carrier}`)}
      />
    </Field>
  ))
}

const LIMITS = ENERGY_LIMITS.map(({ id, product, indicator, unit }) => ({
  value: id,
  label: `${product} ${indicator}（${unit}）`,
}))

/** Products whose energy a national standard limits, a row each. */
export function LimitFields({ form }: { form: Form }) {
  return (
    <FieldGroup label="单位产品能耗" name="unitEnergy" hint="有国家限额的产品才填" className="sm:col-span-2">
      <div className="grid gap-2">
        {Array.from({ length: LIMIT_ROWS }, (_, at) => (
          <div key={at} className="grid gap-2 sm:grid-cols-[2fr_1fr]">
            <Field label={`产品 ${at + 1}`} hideLabel name={`unitEnergy.${at}.limit`}>
              <Select blank="选择产品" options={LIMITS} {...form.register(`unitEnergy.${at}.limit`)} />
            </Field>
            <Field label={`产品 ${at + 1} 的单耗`} hideLabel name={`unitEnergy.${at}.actual`}>
              <NumberInput placeholder="单耗" {...form.register(`unitEnergy.${at}.actual`)} />
            </Field>
          </div>
        ))}
      </div>
    </FieldGroup>
  )
}

const LOOKED_INTO = [
  { value: 'no', label: '未发现' },
  { value: 'yes', label: '存在' },
]

/** Vetoes of the chosen rule sets: not looked into, not found, or found. */
export function VetoFields({ form, vetoes }: { form: Form; vetoes: readonly CriterionOf<'veto'>[] }) {
  return vetoes.map(({ id, label }) => (
    <Field key={id} label={label} name={`vetoes.${id}`}>
      <Select blank="未查" options={LOOKED_INTO} {...form.register(`vetoes.${id}`)} />
    </Field>
  ))
}

/** What is judged, not measured. */
export function RatingFields({ form, ratings }: { form: Form; ratings: readonly Rating[] }) {
  return ratings.map(({ id, label, choices }) => (
    <Field key={id} label={label} name={`ratings.${id}`}>
      <Select
        blank="未评"
        options={choices.map((choice) => ({ value: choice.value, label: `${choice.label}（${choice.points} 分）` }))}
        {...form.register(`ratings.${id}`)}
      />
    </Field>
  ))
}

export interface Rating {
  id: string
  label: string
  choices: readonly { value: string; label: string; points: number }[]
}

const YES_NO = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
]

export function YesNoField({ form, name, label, hint }: { form: Form; name: string; label: string; hint?: string }) {
  return (
    <Field label={label} name={name} hint={hint}>
      <Select blank="不详" options={YES_NO} {...form.register(name)} />
    </Field>
  )
}
