import { UnitSelect } from '~/auth/ui/unit-select'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { nameIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { replyTo, type FormReply } from '~/ui/form-reply'
import { Textarea } from '~/ui/input'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { CONDITION_LABELS, conditionClosing, conditionInput } from '../../domain/opinions/opinion'
import type { readCondition } from '../../server/opinions/conditions'
import { ReviewFileField, ReviewFileLink } from '../review-file'
import { ConditionWord } from './looks'

type Read = Awaited<ReturnType<typeof readCondition>>

interface ConditionPageProps extends Read {
  today: string
  reply: FormReply | undefined
}

/** One condition: what, by whom, until when, and its closing. */
export function ConditionPage({ condition, screening, project, values, units, today, reply }: ConditionPageProps) {
  const { state, text, unit, madeBy, dueOn, closedOn, closedNote, file, version, mayClose } = condition
  const answer = replyTo(reply)
  return (
    <Page
      title="附带条件"
      width="reading"
      marks={<ConditionWord state={state} />}
      crumbs={[
        { label: '附带条件', to: '/conditions' },
        { label: project.name, to: `/projects/${project.id}` },
        { label: `第 ${screening.number} 次预审`, to: `/screenings/${screening.id}` },
        { label: '条件' },
      ]}
      actions={
        mayClose &&
        closedOn && (
          <ConfirmDialog
            label="重开"
            tone="quiet"
            title="重开这项条件？"
            confirmLabel="重开"
            fields={{ intent: 'reopen' }}
          >
            用于误销号的；原来的销号情况留在修改记录里。
          </ConfirmDialog>
        )
      }
    >
      <div className="space-y-4">
        <Panel>
          <p className="text-base">{text}</p>
          <div className="mt-2">
            <KeyValue
              columns={2}
              items={[
                { label: '提出', value: madeBy },
                { label: CONDITION_LABELS.unitId, value: unit.name },
                { label: CONDITION_LABELS.dueOn, value: dueOn },
                ...(closedOn ? [{ label: '销号', value: closedOn }] : []),
                ...(closedNote ? [{ label: '落实情况', value: closedNote, wide: true }] : []),
                ...(file ? [{ label: '证明', value: <ReviewFileLink file={file} />, wide: true }] : []),
              ]}
            />
          </div>
        </Panel>
        {mayClose && !closedOn && (
          <>
            <Panel title="销号">
              <ClosingForm key={version} version={version} today={today} reply={answer('close')} />
            </Panel>
            <Panel title="修改">
              <EditForm key={version} version={version} values={values} units={units} reply={answer('edit')} />
            </Panel>
          </>
        )}
      </div>
    </Page>
  )
}

function ClosingForm({ version, today, reply }: { version: number; today: string; reply: unknown }) {
  const form = useZodForm(conditionClosing, { values: { closedOn: today }, reply })
  return (
    <ZodForm form={form} encType="multipart/form-data">
      <input type="hidden" name="intent" value="close" />
      <input type="hidden" name="version" value={version} />
      <FormSection>
        <Field label="销号日期" name="closedOn" required>
          <DayInput {...form.register('closedOn')} />
        </Field>
        <Field label="落实情况" name="closedNote" required className="sm:col-span-2">
          <Textarea rows={2} {...form.register('closedNote')} />
        </Field>
        <ReviewFileField label="证明材料" />
      </FormSection>
      <SubmitActions form={form} label="销号" />
    </ZodForm>
  )
}

function EditForm({
  version,
  values,
  units,
  reply,
}: Pick<ConditionPageProps, 'values' | 'units'> & { version: number; reply: unknown }) {
  const form = useZodForm(conditionInput, { values, reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="edit" />
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={CONDITION_LABELS}
        inWords={wordsByField({ unitId: nameIn(units) })}
      />
      <FormSection>
        <Field label={CONDITION_LABELS.text} name="text" required className="sm:col-span-2">
          <Textarea rows={2} {...form.register('text')} />
        </Field>
        <Field label={CONDITION_LABELS.unitId} name="unitId" required>
          <UnitSelect units={units} {...form.register('unitId')} />
        </Field>
        <Field label={CONDITION_LABELS.dueOn} name="dueOn">
          <DayInput ahead {...form.register('dueOn')} />
        </Field>
      </FormSection>
      <SubmitActions form={form} label="保存" tone="plain" />
    </ZodForm>
  )
}
