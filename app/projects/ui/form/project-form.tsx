import { LABELS_WITH_UNITS } from '../../domain/fields'
import type { GuardedField } from '../../domain/guarded-fields'
import { projectInput } from '../../domain/input'
import { EditedVersion } from '~/ui/edited-version'
import { FieldGroup } from '~/ui/field'
import { FormSection } from '~/ui/form'
import { staleOf } from '~/ui/form-reply'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { AlikeNotice, alikeOf } from './alike-notice'
import { valueInWords, type FormChoices } from './choices'
import { ProjectField, ProjectFieldsContext } from './project-field'

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
export function ProjectForm({ choices, values, locked, version, reply, submitLabel, cancelTo }: ProjectFormProps) {
  const form = useZodForm(projectInput, { values, reply })
  const alike = alikeOf(form.reply)
  const stored = staleOf(form.reply)?.current ?? values
  const fixed = Object.fromEntries((locked ?? []).map((field) => [field, stored[field]]))
  return (
    <ZodForm form={form}>
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={Object.fromEntries(Object.entries(LABELS_WITH_UNITS).filter(([field]) => !(field in fixed)))}
        inWords={(field, value) => valueInWords(field, value, choices)}
      />
      {alike && <AlikeNotice alike={alike} />}
      <div className="panel px-4 pt-4">
        <ProjectFieldsContext.Provider value={{ form, choices, fixed }}>
          <Sections showsConfidential={'confidential' in fixed} />
        </ProjectFieldsContext.Provider>
        <SubmitActions
          form={form}
          label={staleOf(form.reply) ? '合并后保存' : submitLabel}
          cancelTo={cancelTo}
          sticky
        />
      </div>
    </ZodForm>
  )
}

function Sections({ showsConfidential }: { showsConfidential: boolean }) {
  const whole = 'sm:col-span-2 lg:col-span-3'
  return (
    <>
      <FormSection title="项目与投资方" columns={3}>
        <ProjectField name="name" className="sm:col-span-2" />
        <ProjectField name="code" />
        <ProjectField name="investorName" />
        <ProjectField name="investorUscc" />
        <ProjectField name="origin" />
        <ProjectField name="channel" />
        <ProjectField name="industry" />
        <ProjectField name="industryCode" />
        <ProjectField name="chain" />
        <ProjectField name="content" rows={3} className={whole} />
      </FormSection>
      <FormSection title="规模与用地" columns={3}>
        <ProjectField name="investmentWan" />
        <ProjectField name="landMu" />
        <ProjectField name="annualTaxWan" />
        <ProjectField name="waterM3PerDay" />
        <ProjectField name="floorM2" />
        <FieldGroup label="用地方式" className={whole}>
          <div className="space-y-1.5 pt-1">
            <ProjectField name="rents" />
            <ProjectField name="ownLand" />
          </div>
        </FieldGroup>
      </FormSection>
      <FormSection title="单位与责任" columns={3}>
        <ProjectField name="unitId" />
        <ProjectField name="introducedById" />
        <ProjectField name="landedAtId" />
        <ProjectField name="parkId" />
        <ProjectField name="sponsor" />
        <ProjectField name="chainLeader" />
        <ProjectField name="teamId" />
        {showsConfidential ? (
          <ProjectField name="confidential" />
        ) : (
          <FieldGroup label="查看范围" className="sm:col-span-2">
            <ProjectField name="confidential" className="pt-1" />
          </FieldGroup>
        )}
      </FormSection>
      <FormSection title="落地法人" note="在本地注册的公司；供地前须有信用代码" columns={3}>
        <ProjectField name="projectCompany" className="sm:col-span-2" />
        <ProjectField name="projectCompanyUscc" />
      </FormSection>
      <FormSection title="推进情况" columns={3}>
        <ProjectField name="blockingIssue" className={whole} />
        <ProjectField name="nextStep" className="sm:col-span-2" />
        <ProjectField name="nextStepOn" />
        <ProjectField name="remark" className={whole} />
      </FormSection>
    </>
  )
}
