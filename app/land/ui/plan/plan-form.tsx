import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { Input, NumberInput } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { PLAN_LABELS, planInput, type PlanField } from '../../domain/plan/plan'
import { QUOTA_SOURCE_NAMES, QUOTA_SOURCES } from '../../domain/plot'

interface PlanFormProps {
  version: number
  values: Record<PlanField | 'document', string | null>
  reply: unknown
}

/** What is to be reserved and supplied in a year, by source of quota. */
export function PlanForm({ version, values, reply }: PlanFormProps) {
  const form = useZodForm(planInput, { values, reply })
  return (
    <ZodForm form={form}>
      <EditedVersion form={form} version={version} values={values} labels={PLAN_LABELS} />
      {QUOTA_SOURCES.map((source) => (
        <FormSection key={source} title={QUOTA_SOURCE_NAMES[source]}>
          <Field label="计划收储" name={`${source}ReserveMu`}>
            <NumberInput unit="亩" {...form.register(`${source}ReserveMu`)} />
          </Field>
          <Field label="计划供地" name={`${source}SupplyMu`}>
            <NumberInput unit="亩" {...form.register(`${source}SupplyMu`)} />
          </Field>
        </FormSection>
      ))}
      <FormSection title="依据">
        <Field label={PLAN_LABELS.document ?? '文件号'} name="document" className="sm:col-span-2">
          <Input autoComplete="off" {...form.register('document')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="保存" cancelTo="/land/plan" />
    </ZodForm>
  )
}
