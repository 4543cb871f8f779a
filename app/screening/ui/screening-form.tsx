import { Checkbox } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field, FieldGroup } from '~/ui/field'
import { plainWords } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, Textarea } from '~/ui/input'
import { Select } from '~/ui/select'
import { LAND_USE_NAMES } from '~/land/domain/land-uses'
import { keysOf } from '~/shared/records'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { ENERGY_CARRIERS } from '../domain/energy/carriers'
import type { RuleSet } from '../domain/rules/rule-set'
import { FORM_CARRIERS, QUICK_CARRIERS, QUICK_FIELDS, screeningForm } from '../domain/form'
import { DUE_DILIGENCE, fieldLabel, type ScreeningDepth } from '../domain/screening'
import {
  EnergyFields,
  LimitFields,
  NumberFields,
  RatingFields,
  VetoFields,
  YesNoField,
  type Rating,
} from './proposal-fields'

interface RuleChoice {
  id: string
  name: string
}

interface ScreeningFormProps {
  depth: ScreeningDepth
  version: number
  values: object
  /** those that it is judged by, whose vetoes and judgements are asked */
  chosen: readonly RuleSet[]
  ruleSets: readonly RuleChoice[]
  cancelTo: string
  reply: unknown
  /** where it is sent to, where that is not the page that it stands on */
  action?: string
}

const LAND_USES = Object.entries(LAND_USE_NAMES).map(([value, label]) => ({ value, label: `${label} ${value}` }))

const TEXTS = [
  { name: 'products', label: '产品和规模', hint: '产品、年产量、工艺' },
  { name: 'investmentParts', label: '投资构成', hint: '建安、设备、土地、流动资金' },
  { name: 'taxParts', label: '税收构成', hint: '增值税、所得税及附加' },
] as const

const DAYS = [
  { name: 'constructionFrom', label: '拟开工' },
  { name: 'producingFrom', label: '拟投产' },
  { name: 'fullFrom', label: '拟达产' },
] as const

/** Fills in a screening; half of it will do, what is left blank is unknown. */
export function ScreeningForm(props: ScreeningFormProps) {
  const { depth, version, values, chosen, ruleSets, cancelTo, reply, action } = props
  const form = useZodForm(screeningForm, { values, reply })
  const criteria = chosen.flatMap((set) => set.criteria)
  const vetoes = unique(criteria.filter((one) => one.kind === 'veto'))
  const ratings = unique(
    criteria.flatMap((one): Rating[] =>
      one.kind === 'scored' && one.scoring.type === 'categories'
        ? [{ id: one.id, label: one.label, choices: one.scoring.choices }]
        : [],
    ),
  )
  const isFull = depth === 'full'
  return (
    <ZodForm form={form} action={action}>
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={labelsOf(vetoes, ratings)}
        inWords={(field, value) => words(field, value, { ruleSets, ratings })}
      />
      <FormSection title="按什么判" note="几个规则集同时适用时，严的起作用。换了规则集，保存后再填它的否决项和评判。">
        <FieldGroup label="规则集" name="ruleSets" className="sm:col-span-2">
          <div className="grid gap-1.5">
            {ruleSets.map((set) => (
              <Checkbox key={set.id} label={set.name} {...form.registerCheck('ruleSets', set.id)} name="ruleSets[]" />
            ))}
          </div>
        </FieldGroup>
        <Field label="行业代码" name="industryCode" hint="GB/T 4754-2017，如 C3511">
          <Input autoComplete="off" {...form.register('industryCode')} />
        </Field>
      </FormSection>
      {isFull ? (
        <>
          <FormSection title="投资">
            <NumberFields
              form={form}
              names={['totalInvestmentWan', 'fixedAssetInvestmentWan', 'equipmentInvestmentWan', 'landPriceWan']}
            />
            <YesNoField form={form} name="investmentIncludesLandPrice" label="固定资产投资含土地价款" />
            <Text form={form} {...TEXTS[1]} />
          </FormSection>
          <FormSection title="用地和建筑">
            <Field label="用地性质" name="landUseCode">
              <Select blank="未定" options={LAND_USES} {...form.register('landUseCode')} />
            </Field>
            <NumberFields
              form={form}
              names={[
                'landMu',
                'floorAreaM2',
                'farFloorAreaM2',
                'footprintM2',
                'greenAreaM2',
                'adminLandM2',
                'adminFloorAreaM2',
              ]}
            />
          </FormSection>
          <FormSection title="产出和税收" note="达产后每年">
            <Text form={form} {...TEXTS[0]} />
            <NumberFields
              form={form}
              names={[
                'annualOutputWan',
                'annualRevenueWan',
                'annualAddedValueWan',
                'annualTaxWan',
                'annualRdWan',
                'staff',
                'chainFit',
                'localSupplyPercent',
              ]}
            />
            <Text form={form} {...TEXTS[2]} />
          </FormSection>
          <FormSection title="能源、水和排放" note="达产后每年">
            <EnergyFields form={form} carriers={FORM_CARRIERS} />
            <NumberFields form={form} names={['waterT', 'emissionsT']} />
            <LimitFields form={form} />
            <YesNoField form={form} name="twoHigh" label="属“两高”项目" hint="高耗能、高排放" />
          </FormSection>
          <FormSection title="进度">
            {DAYS.map(({ name, label }) => (
              <Field key={name} label={label} name={`dossier.${name}`}>
                <DayInput ahead {...form.register(`dossier.${name}`)} />
              </Field>
            ))}
          </FormSection>
        </>
      ) : (
        <FormSection title="方案" note="达产后每年；不知道的不填">
          <NumberFields form={form} names={QUICK_FIELDS} />
          <EnergyFields form={form} carriers={QUICK_CARRIERS} />
        </FormSection>
      )}
      {vetoes.length > 0 && (
        <FormSection title="否决项" note="没有查过的留“未查”，不作“未发现”。">
          <VetoFields form={form} vetoes={vetoes} />
        </FormSection>
      )}
      {ratings.length > 0 && (
        <FormSection title="评判">
          <RatingFields form={form} ratings={ratings} />
        </FormSection>
      )}
      {isFull && (
        <FormSection title="尽职调查" note="每项写明出处和查询日期" columns={1}>
          {keysOf(DUE_DILIGENCE).map((item) => (
            <FieldGroup key={item} label={DUE_DILIGENCE[item]} name={`dossier.dueDiligence.${item}`}>
              <div className="grid gap-2 sm:grid-cols-[2fr_1fr_180px]">
                <Field label={`${DUE_DILIGENCE[item]}：内容`} hideLabel name={`dossier.dueDiligence.${item}.value`}>
                  <Input
                    autoComplete="off"
                    placeholder="内容"
                    {...form.register(`dossier.dueDiligence.${item}.value`)}
                  />
                </Field>
                <Field label={`${DUE_DILIGENCE[item]}：出处`} hideLabel name={`dossier.dueDiligence.${item}.source`}>
                  <Input
                    autoComplete="off"
                    placeholder="出处"
                    {...form.register(`dossier.dueDiligence.${item}.source`)}
                  />
                </Field>
                <Field label={`${DUE_DILIGENCE[item]}：查询日期`} hideLabel name={`dossier.dueDiligence.${item}.on`}>
                  <DayInput {...form.register(`dossier.dueDiligence.${item}.on`)} />
                </Field>
              </div>
            </FieldGroup>
          ))}
        </FormSection>
      )}
      <SubmitActions form={form} label="保存并判定" cancelTo={cancelTo} sticky />
    </ZodForm>
  )
}

/** A value as a reader knows it, where two versions stand side by side. */
function words(
  field: string,
  value: unknown,
  { ruleSets, ratings }: { ruleSets: readonly RuleChoice[]; ratings: readonly Rating[] },
): string {
  const [head, id] = field.split('.')
  if (field === 'ruleSets')
    return [value ?? []]
      .flat()
      .map((one) => ruleSets.find((set) => set.id === one)?.name ?? String(one))
      .join('、')
  if (head === 'ratings')
    return ratings.find((one) => one.id === id)?.choices.find((choice) => choice.value === value)?.label ?? '未评'
  if (value === 'yes') return head === 'vetoes' ? '存在' : '是'
  if (value === 'no') return head === 'vetoes' ? '未发现' : '否'
  return plainWords(field, value)
}

function Text({
  form,
  name,
  label,
  hint,
}: {
  form: Parameters<typeof NumberFields>[0]['form']
  name: string
  label: string
  hint: string
}) {
  return (
    <Field label={label} name={`dossier.${name}`} hint={hint} className="sm:col-span-2">
      <Textarea rows={2} {...form.register(`dossier.${name}`)} />
    </Field>
  )
}

const labelsOf = (vetoes: readonly { id: string; label: string }[], ratings: readonly Rating[]) => ({
  ...Object.fromEntries(keysOf(screeningForm.shape).map((name) => [name, fieldLabel(name)])),
  ...Object.fromEntries(FORM_CARRIERS.map((carrier) => [`energy.${carrier}`, ENERGY_CARRIERS[carrier].label])),
  ...Object.fromEntries(vetoes.map(({ id, label }) => [`vetoes.${id}`, label])),
  ...Object.fromEntries(ratings.map(({ id, label }) => [`ratings.${id}`, label])),
  ...Object.fromEntries([...TEXTS, ...DAYS].map(({ name, label }) => [`dossier.${name}`, label])),
  ...Object.fromEntries(
    keysOf(DUE_DILIGENCE).flatMap((item) =>
      Object.entries(FOUND).map(([part, label]) => [
        `dossier.dueDiligence.${item}.${part}`,
        `${DUE_DILIGENCE[item]}：${label}`,
      ]),
    ),
  ),
  ruleSets: '规则集',
})

const FOUND = { value: '内容', source: '出处', on: '查询日期' } as const

function unique<One extends { id: string }>(items: readonly One[]): One[] {
  return items.filter(({ id }, at) => items.findIndex((one) => one.id === id) === at)
}
