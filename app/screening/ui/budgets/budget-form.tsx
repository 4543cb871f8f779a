import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Input, NumberInput } from '~/ui/input'
import { namedOptions, Select } from '~/ui/select'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { BUDGET_KIND_NAMES, BUDGET_KINDS, budgetUnit, scopeName } from '../../domain/budgets/budget'
import { BUDGET_LABELS, budgetInput } from '../../domain/budgets/inputs'

export const KIND_OPTIONS = BUDGET_KINDS.map((kind) => ({
  value: kind,
  label: `${BUDGET_KIND_NAMES[kind]}（${budgetUnit(kind)}）`,
}))

interface BudgetFormProps {
  version: number
  values: object
  parks: readonly { id: string; name: string }[]
  cancelTo: string
  reply: unknown
}

/** Sets the budget of a kind and year, for the county or a park. */
export function BudgetForm({ version, values, parks, cancelTo, reply }: BudgetFormProps) {
  const form = useZodForm(budgetInput, { values, reply })
  const inWords = wordsByField({ parkId: nameIn(parks, scopeName(null)), kind: wordIn(BUDGET_KIND_NAMES) })
  return (
    <ZodForm form={form}>
      <EditedVersion form={form} version={version} values={values} labels={BUDGET_LABELS} inWords={inWords} />
      <FormSection>
        <Field label={BUDGET_LABELS.kind} name="kind" required>
          <Select blank="请选择" options={KIND_OPTIONS} {...form.register('kind')} />
        </Field>
        <Field label={BUDGET_LABELS.parkId} name="parkId" hint="园区的指标是全县指标的一部分">
          <Select blank="全县" options={namedOptions(parks)} {...form.register('parkId')} />
        </Field>
        <Field label={BUDGET_LABELS.year} name="year" required>
          <NumberInput unit="年" {...form.register('year')} />
        </Field>
        <Field label={BUDGET_LABELS.amount} name="amount" required hint="能耗为吨标准煤（当量值）">
          <NumberInput unit="吨" {...form.register('amount')} />
        </Field>
        <Field label={BUDGET_LABELS.document} name="document" className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('document')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="保存" cancelTo={cancelTo} />
    </ZodForm>
  )
}
