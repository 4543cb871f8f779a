import { UnitSelect, type UnitChoice } from '~/auth/ui/unit-select'
import { EVIDENCE_ACCEPT, EVIDENCE_TYPES } from '~/projects/domain/evidence'
import { Button } from '~/ui/button'
import { RadioGroup } from '~/ui/choice'
import { DayInput } from '~/ui/day-field'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { FileDrop } from '~/ui/file-drop'
import { FormActions, FormSection } from '~/ui/form'
import { Textarea } from '~/ui/input'
import { useZodForm, ZodForm } from '~/ui/zod-form'
import { OPINION_ANSWER_NAMES, OPINION_ANSWERS, opinionInput, recusalInput } from '../../domain/opinions/opinion'

/** The scanned paper that goes with what is recorded. */
export function ReviewFileField({
  label = '附件',
  hint,
  required,
}: {
  label?: string
  hint?: string
  required?: boolean
}) {
  return (
    <Field label={label} name="file" hint={hint} required={required} className="sm:col-span-2">
      <FileDrop compact name="file" accept={EVIDENCE_ACCEPT} hint={`${EVIDENCE_TYPES}，不超过 64 MB`} />
    </Field>
  )
}

const LABELS = { answer: '意见', text: '意见内容', conditions: '条件' }

/** Conditions, one a line, with who fulfils the new ones until when. */
export function ConditionFields({
  form,
  units,
}: {
  form: {
    register(
      name: 'conditions' | 'conditionUnitId' | 'conditionDueOn',
    ): ReturnType<ReturnType<typeof useAnswer>['register']>
  }
  units: readonly UnitChoice[]
}) {
  return (
    <>
      <Field label={LABELS.conditions} name="conditions" hint="每行一条，逐条跟踪到销号" className="sm:col-span-2">
        <Textarea rows={3} {...form.register('conditions')} />
      </Field>
      <Field label="由谁落实" name="conditionUnitId" hint="新写的条件；以后可逐条改">
        <UnitSelect units={units} blank="项目的责任单位" {...form.register('conditionUnitId')} />
      </Field>
      <Field label="落实期限" name="conditionDueOn">
        <DayInput ahead {...form.register('conditionDueOn')} />
      </Field>
    </>
  )
}

const useAnswer = (values: object, reply: unknown) => useZodForm(opinionInput, { values, reply })

interface AnswerFormProps {
  version: number
  values: object
  answered: boolean
  /** the office enters what came on paper */
  proxyFor: string | null
  units: readonly UnitChoice[]
  reply: unknown
}

/** The opinion of a unit; amended by the same form. */
export function AnswerForm({ version, values, answered, proxyFor, units, reply }: AnswerFormProps) {
  const form = useAnswer(values, reply)
  return (
    <ZodForm form={form} encType="multipart/form-data">
      <input type="hidden" name="intent" value="answer" />
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={LABELS}
        inWords={(field, value) =>
          field === 'answer'
            ? (OPINION_ANSWERS.flatMap((each) => (each === value ? [OPINION_ANSWER_NAMES[each]] : []))[0] ??
              '（未答复）')
            : String(value ?? '') || '（空）'
        }
      />
      <FormSection>
        <RadioGroup
          label={LABELS.answer}
          name="answer"
          required
          className="sm:col-span-2"
          options={OPINION_ANSWERS.map((value) => ({ value, label: OPINION_ANSWER_NAMES[value] }))}
          control={form.register('answer')}
        />
        <Field label={LABELS.text} name="text" hint="不同意的写明理由" className="sm:col-span-2">
          <Textarea rows={4} {...form.register('text')} />
        </Field>
        <ConditionFields form={form} units={units} />
        <ReviewFileField
          hint={proxyFor ? `代录${proxyFor}的意见，请附书面意见` : undefined}
          required={proxyFor !== null}
        />
      </FormSection>
      <FormActions>
        <Button type="submit" tone="primary" busy={form.busy}>
          {answered ? '修改意见' : '提交意见'}
        </Button>
      </FormActions>
    </ZodForm>
  )
}

/** 回避 */
export function RecusalForm({ version, ofOwnUnit, reply }: { version: number; ofOwnUnit: boolean; reply: unknown }) {
  const form = useZodForm(recusalInput, { values: { recusal: ofOwnUnit ? 'person' : 'unit' }, reply })
  return (
    <ZodForm form={form}>
      <input type="hidden" name="intent" value="recuse" />
      <input type="hidden" name="version" value={version} />
      <FormSection columns={1}>
        <RadioGroup
          label="谁回避"
          name="recusal"
          required
          inline={false}
          options={[
            ...(ofOwnUnit ? [{ value: 'person', label: '本人', hint: '由本单位其他人员答复' }] : []),
            { value: 'unit', label: '整个单位', hint: '不再看到这个项目，由招商局另请单位' },
          ]}
          control={form.register('recusal')}
        />
        <Field label="理由" name="recusalReason" required>
          <Textarea rows={2} {...form.register('recusalReason')} />
        </Field>
      </FormSection>
      <FormActions>
        <Button type="submit" busy={form.busy}>
          回避
        </Button>
      </FormActions>
    </ZodForm>
  )
}
