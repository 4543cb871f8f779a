import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, NumberInput } from '~/ui/input'
import { SearchSelect } from '~/ui/search-select'
import { namedOptions, Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { PLOT_FACT_LABELS, plotFactsInput, type PlotFact } from '../domain/facts-input'
import { LAND_USE_NAMES } from '../domain/land-uses'
import { QUOTA_SOURCE_NAMES, QUOTA_SOURCES } from '../domain/plot'

interface PlotFactsFormProps {
  version: number
  values: Record<PlotFact, unknown>
  parks: readonly { id: string; name: string }[]
  plotTo: string
  reply: unknown
}

const USES = Object.entries(LAND_USE_NAMES).map(([value, label]) => ({ value, label: `${label} ${value}` }))
const QUOTAS = QUOTA_SOURCES.map((value) => ({ value, label: QUOTA_SOURCE_NAMES[value] }))

/** What the land office says of a plot, and the terms of its contract. */
export function PlotFactsForm({ version, values, parks, plotTo, reply }: PlotFactsFormProps) {
  const form = useZodForm(plotFactsInput, { values, reply })
  const inWords = wordsByField({
    parkId: nameIn(parks),
    landUseCode: wordIn(LAND_USE_NAMES),
    quotaSource: wordIn(QUOTA_SOURCE_NAMES),
  })
  const number = (name: PlotFact, unit: string) => (
    <Field label={PLOT_FACT_LABELS[name].replace(/（.*）/, '')} name={name}>
      <NumberInput unit={unit} {...form.register(name)} />
    </Field>
  )
  return (
    <ZodForm form={form}>
      <EditedVersion form={form} version={version} values={values} labels={PLOT_FACT_LABELS} inWords={inWords} />
      <FormSection title="基本情况">
        <Field label={PLOT_FACT_LABELS.name} name="name" className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={PLOT_FACT_LABELS.parkId} name="parkId">
          <SearchSelect blank="不在园区内" options={namedOptions(parks)} {...form.register('parkId')} />
        </Field>
        <Field label={PLOT_FACT_LABELS.landUseCode} name="landUseCode">
          <Select blank="未定" options={USES} {...form.register('landUseCode')} />
        </Field>
        <Field label={PLOT_FACT_LABELS.quotaSource} name="quotaSource">
          <Select blank="不详" options={QUOTAS} {...form.register('quotaSource')} />
        </Field>
        {number('startPriceWan', '万元/亩')}
      </FormSection>
      <FormSection title="规划条件">
        {number('minFar', '')}
        {number('maxFar', '')}
        {number('minDensity', '%')}
        {number('maxGreen', '%')}
      </FormSection>
      <FormSection title="土地合同" note="约定动工日是闲置认定的起算日。">
        <Field label={PLOT_FACT_LABELS.contractOn} name="contractOn">
          <DayInput {...form.register('contractOn')} />
        </Field>
        <Field label={PLOT_FACT_LABELS.startDueOn} name="startDueOn">
          <DayInput ahead {...form.register('startDueOn')} />
        </Field>
        {number('contractPriceWan', '万元')}
      </FormSection>
      <SubmitActions form={form} label="保存" cancelTo={plotTo} sticky />
    </ZodForm>
  )
}
