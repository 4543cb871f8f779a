import type { UnitChoice } from '~/auth/ui/unit-select'
import { RadioGroup } from '~/ui/choice'
import { EditedVersion } from '~/ui/edited-version'
import { Field } from '~/ui/field'
import { wordIn, wordsByField } from '~/ui/field-words'
import { FormSection } from '~/ui/form'
import { Textarea } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { OPINION_ANSWER_NAMES, OPINION_ANSWERS, opinionInput, recusalInput } from '../../domain/opinions/opinion'
import { ReviewFileField } from '../review-file'
import { ConditionFields } from './condition-fields'

const LABELS = { answer: '意见', text: '意见内容', conditions: '条件' }

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
  const form = useZodForm(opinionInput, { values, reply })
  return (
    <ZodForm form={form} encType="multipart/form-data">
      <input type="hidden" name="intent" value="answer" />
      <EditedVersion
        form={form}
        version={version}
        values={values}
        labels={LABELS}
        inWords={wordsByField({ answer: (value) => wordIn(OPINION_ANSWER_NAMES)(value) ?? '（未答复）' })}
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
      <SubmitActions form={form} label={answered ? '修改意见' : '提交意见'} />
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
      <SubmitActions form={form} label="回避" tone="plain" />
    </ZodForm>
  )
}
