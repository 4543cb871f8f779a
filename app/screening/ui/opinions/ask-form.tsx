import { Link } from '@remix-run/react'
import { UnitSelect, type UnitChoice } from '~/auth/ui/unit-select'
import { Checkbox } from '~/ui/choice'
import { Field } from '~/ui/field'
import { NumberInput, Textarea } from '~/ui/input'
import { SubmitActions, useZodForm, ZodForm } from '~/ui/zod-form'
import { askInput } from '../../domain/opinions/opinion'

interface AskFormProps {
  template: string | null
  templates: readonly string[]
  /** the boxes of the template's departments */
  rows: readonly { unit: string; unitId: string | null; question: string; workingDays: number }[]
  units: readonly UnitChoice[]
  insteadOf: string | null
  cancelTo: string
  reply: unknown
}

/** Beside the template's, one more department may be asked. */
const BLANK = { unit: '', unitId: null, question: '', workingDays: 5 }

/** Whom to ask and what, filled in by a template. */
export function AskForm({ template, templates, rows, units, insteadOf, cancelTo, reply }: AskFormProps) {
  const shown = [...rows, BLANK]
  const asks = shown.map(({ unitId, question, workingDays }, at) => ({
    ask: at < rows.length ? 'true' : '',
    unitId: unitId ?? '',
    question,
    workingDays: String(workingDays),
  }))
  const form = useZodForm(askInput, { values: { asks }, reply })
  const to = (name: string) => `?${new URLSearchParams({ template: name, ...(insteadOf ? { insteadOf } : {}) })}`
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="text-sm text-grey-600">模板</span>
        {templates.map((name) => (
          <Link
            key={name}
            to={to(name)}
            aria-current={name === template ? 'true' : undefined}
            className={name === template ? 'font-medium text-ink' : undefined}
          >
            {name}
          </Link>
        ))}
      </p>
      <ZodForm form={form} key={template ?? ''}>
        {form.errors.asks && <p className="mb-3 text-sm text-danger">{form.errors.asks}</p>}
        <ul className="divide-y divide-grey-200 border-y border-grey-200">
          {shown.map(({ unit, unitId }, at) => (
            <li
              key={unit || 'more'}
              className="grid gap-x-4 gap-y-2 py-3 sm:grid-cols-[120px_minmax(0,1fr)_minmax(0,1.4fr)_96px]"
            >
              <Checkbox label={unit || '另加部门'} className="sm:pt-6" {...form.registerCheck(`asks.${at}.ask`)} />
              <Field
                label="部门"
                name={`asks.${at}.unitId`}
                hint={unit && !unitId ? `没有唯一对应“${unit}”的单位，请选择` : undefined}
              >
                <UnitSelect units={units} blank="请选择" {...form.register(`asks.${at}.unitId`)} />
              </Field>
              <Field label="请部门答复什么" name={`asks.${at}.question`}>
                <Textarea rows={2} {...form.register(`asks.${at}.question`)} />
              </Field>
              <Field label="期限" name={`asks.${at}.workingDays`}>
                <NumberInput unit="工作日" {...form.register(`asks.${at}.workingDays`)} />
              </Field>
            </li>
          ))}
        </ul>
        <SubmitActions form={form} label="征求意见" cancelTo={cancelTo} />
      </ZodForm>
    </>
  )
}
