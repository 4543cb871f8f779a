import { useId, type ReactNode } from 'react'
import { PROJECT_FIELDS } from '../../domain/fields'
import type { GuardedField } from '../../domain/guarded-fields'
import { projectInput, type ProjectFormValues } from '../../domain/input'
import { Button, LinkButton } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field, FieldGroup } from '~/ui/field'
import { FormActions, FormSection } from '~/ui/form'
import { staleOf } from '~/ui/form-reply'
import { Input, NumberInput, Textarea } from '~/ui/input'
import { SearchSelect } from '~/ui/search-select'
import { Select } from '~/ui/select'
import { useZodForm, ZodForm, type ZodFormState } from '~/ui/zod-form'
import { FIELD_LABELS } from '../labels'
import { AlikeNotice, alikeOf } from './alike-notice'
import { CHANNELS, options, unitOptions, valueInWords, type FormChoices } from './choices'

interface ProjectFormProps {
  choices: FormChoices
  values: Record<string, unknown>
  /** fields that are shown, and may not be changed by this user */
  locked?: readonly GuardedField[]
  /** the version an edit was made on; absent when registering */
  version?: number
  reply: unknown
  submitLabel: string
  cancelTo: string
}

/** Registers and edits a project: the same fields, the same schema as action and API. */
export function ProjectForm({ choices, values, locked = [], version, reply, submitLabel, cancelTo }: ProjectFormProps) {
  const form = useZodForm(projectInput, { values, reply })
  const alike = alikeOf(form.reply)
  const stored = staleOf(form.reply)?.current ?? values
  const fixed = Object.fromEntries(locked.map((field) => [field, stored[field]]))
  return (
    <ZodForm form={form}>
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={Object.fromEntries(Object.entries(FIELD_LABELS).filter(([field]) => !(field in fixed)))}
        inWords={(field, value) => valueInWords(field, value, choices)}
      />
      {alike && <AlikeNotice alike={alike} />}
      <div className="panel px-4 pt-4">
        <Sections form={form} choices={choices} fixed={fixed} />
        <FormActions sticky>
          <Button type="submit" tone="primary" busy={form.busy}>
            {staleOf(form.reply) ? '合并后保存' : submitLabel}
          </Button>
          <LinkButton to={cancelTo} tone="quiet">
            取消
          </LinkButton>
        </FormActions>
      </div>
    </ZodForm>
  )
}

type ProjectFormState = ZodFormState<keyof ProjectFormValues>

interface SectionProps {
  form: ProjectFormState
  choices: FormChoices
  /** stored values of the fields that this user may not change */
  fixed: Partial<Record<GuardedField, unknown>>
}

function Sections({ form, choices, fixed }: SectionProps) {
  return (
    <>
      <FormSection title="项目与投资方" columns={3}>
        <TextField form={form} name="name" required className="sm:col-span-2" />
        <TextField form={form} name="code" hint="本地有统一编号的填写" />
        <TextField form={form} name="investorName" />
        <TextField form={form} name="investorUscc" hint="18 位；境外企业没有可不填" maxLength={18} />
        <TextField form={form} name="origin" />
        <WordField form={form} name="channel" words={[...new Set([...CHANNELS, ...choices.channels])]} />
        <WordField form={form} name="industry" words={choices.industries} />
        <TextField form={form} name="industryCode" hint="GB/T 4754-2017，如 3670" />
        <WordField form={form} name="chain" words={choices.chains} />
        <Area form={form} name="content" rows={3} />
      </FormSection>
      <FormSection title="规模与用地" columns={3}>
        <Field label="总投资" name="investmentWan">
          <NumberInput unit="万元" {...form.register('investmentWan')} />
        </Field>
        <Field label="用地面积" name="landMu">
          <NumberInput unit="亩" {...form.register('landMu')} />
        </Field>
        <Field label="预计年税收" name="annualTaxWan" hint="达产后每年">
          <NumberInput unit="万元" {...form.register('annualTaxWan')} />
        </Field>
        <FieldGroup label="用地方式" className="sm:col-span-2 lg:col-span-3">
          <div className="space-y-1.5 pt-1">
            <Checkbox {...form.registerCheck('rents')} label="租赁厂房（不经过供地）" />
            <Checkbox {...form.registerCheck('ownLand')} label="自有用地：技改、零增地（不经过供地）" />
          </div>
        </FieldGroup>
      </FormSection>
      <FormSection title="单位与责任" columns={3}>
        <GuardedBox {...{ fixed, choices }} name="unitId" required>
          <Select
            options={options(choices.holders)}
            {...form.register('unitId')}
            blank={choices.holders.length === 1 ? undefined : '请选择'}
          />
        </GuardedBox>
        <GuardedBox {...{ fixed, choices }} name="introducedById">
          <SearchSelect options={unitOptions(choices.units)} blank="未定" {...form.register('introducedById')} />
        </GuardedBox>
        <GuardedBox {...{ fixed, choices }} name="landedAtId">
          <SearchSelect options={unitOptions(choices.units)} blank="未定" {...form.register('landedAtId')} />
        </GuardedBox>
        <GuardedBox {...{ fixed, choices }} name="parkId">
          <SearchSelect options={options(choices.parks)} blank="未定" {...form.register('parkId')} />
        </GuardedBox>
        <TextField form={form} name="sponsor" />
        <TextField form={form} name="chainLeader" />
        <GuardedBox {...{ fixed, choices }} name="teamId">
          <Select options={options(choices.teams)} blank="无" {...form.register('teamId')} />
        </GuardedBox>
        {'confidential' in fixed ? (
          <GuardedBox {...{ fixed, choices }} name="confidential" />
        ) : (
          <FieldGroup label="查看范围" className="sm:col-span-2">
            <Checkbox
              className="pt-1"
              {...form.registerCheck('confidential')}
              label="保密：签约后也只对本单位、专班、落地单位、招商局和领导可见"
            />
          </FieldGroup>
        )}
      </FormSection>
      <FormSection title="落地法人" note="在本地注册的公司；供地前须有信用代码" columns={3}>
        <TextField form={form} name="projectCompany" className="sm:col-span-2" />
        <TextField form={form} name="projectCompanyUscc" maxLength={18} />
      </FormSection>
      <FormSection title="推进情况" columns={3}>
        <Area form={form} name="blockingIssue" rows={2} />
        <Field label={FIELD_LABELS.nextStep} name="nextStep" className="sm:col-span-2">
          <Textarea rows={2} {...form.register('nextStep')} />
        </Field>
        <Field label={FIELD_LABELS.nextStepOn} name="nextStepOn">
          <DayInput {...form.register('nextStepOn')} />
        </Field>
        <Area form={form} name="remark" rows={2} />
      </FormSection>
    </>
  )
}

type FieldName = keyof typeof FIELD_LABELS

function TextField({
  form,
  name,
  hint,
  required,
  className,
  maxLength,
}: {
  form: ProjectFormState
  name: FieldName
  hint?: ReactNode
  required?: boolean
  className?: string
  maxLength?: number
}) {
  return (
    <Field label={FIELD_LABELS[name]} name={name} hint={hint} required={required} className={className}>
      <Input autoComplete="off" maxLength={maxLength} {...form.register(name)} />
    </Field>
  )
}

function Area({ form, name, rows }: { form: ProjectFormState; name: FieldName; rows: number }) {
  return (
    <Field label={FIELD_LABELS[name]} name={name} className="sm:col-span-2 lg:col-span-3">
      <Textarea rows={rows} {...form.register(name)} />
    </Field>
  )
}

/** Free text with the words in use offered. */
function WordField({ form, name, words }: { form: ProjectFormState; name: FieldName; words: readonly string[] }) {
  const listId = useId()
  return (
    <Field label={FIELD_LABELS[name]} name={name}>
      <Input autoComplete="off" list={listId} {...form.register(name)} />
      <datalist id={listId}>
        {words.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </Field>
  )
}

interface GuardedBoxProps extends Pick<SectionProps, 'choices' | 'fixed'> {
  name: GuardedField
  required?: boolean
  /** the control of whoever may change it */
  children?: ReactNode
}

/** A field that not everybody who edits may change: for the others its value stands to be read, and is sent as it is. */
function GuardedBox({ choices, fixed, name, required, children }: GuardedBoxProps) {
  if (!(name in fixed)) {
    return (
      <Field label={FIELD_LABELS[name]} name={name} required={required}>
        {children}
      </Field>
    )
  }
  const value = fixed[name]
  return (
    <>
      <Field label={FIELD_LABELS[name]} name={name} hint={PROJECT_FIELDS[name].guard.refusal}>
        <Input readOnly tabIndex={-1} name={undefined} value={valueInWords(name, value, choices)} />
      </Field>
      <input type="hidden" name={name} value={String(value ?? '')} />
    </>
  )
}
