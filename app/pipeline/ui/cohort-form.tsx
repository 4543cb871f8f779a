import { Form, Link } from '@remix-run/react'
import clsx from 'clsx'
import { Button } from '~/ui/button'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { Select } from '~/ui/select'
import type { Day } from '~/shared/day'
import { COHORT_KEYS } from '../domain/cohort-input'
import { lastYear, lastYearToDate, samePeriod, yearToDate, type Period } from '../domain/period'
import { BY_NAMES } from './cohort-table'

export type CohortValues = Record<'signedFrom' | 'signedTo' | 'asOf' | 'knownOn' | 'by', string>

/** Which cohorts: a GET form, so that the address holds the question and can be sent to a colleague. */
export function CohortForm({ values, errors }: { values: CohortValues; errors: Record<string, string> }) {
  const day = (name: keyof CohortValues, label: string) => (
    <Field label={label} name={name} error={errors[name]} className="w-[150px] max-sm:w-full">
      <DayInput defaultValue={values[name]} />
    </Field>
  )
  return (
    <Form key={JSON.stringify(values)} method="get" action="/pipeline" className="flex flex-wrap items-start gap-x-3 gap-y-2 max-sm:grid max-sm:grid-cols-2">
      {day('signedFrom', '签约起')}
      {day('signedTo', '签约止')}
      {day('asOf', '截至')}
      {day('knownOn', '登记截至')}
      <Field label="分组" name="by" error={errors.by} className="w-[120px] max-sm:w-full">
        <Select defaultValue={values.by} options={COHORT_KEYS.map((by) => ({ value: by, label: BY_NAMES[by] }))} />
      </Field>
      <div className="max-sm:self-end sm:pt-[22px]"><Button type="submit" tone="primary">查看</Button></div>
    </Form>
  )
}

/** The periods asked for most, by the day the figures stand at. */
export function QuickPeriods({ values, asOf }: { values: CohortValues; asOf: Day }) {
  const choices: [string, Period][] = [
    ['今年', yearToDate(asOf)],
    ['去年', lastYear(asOf)],
    ['上年同期', lastYearToDate(asOf)],
    ['历年', {}],
  ]
  return (
    <nav aria-label="常用时段" className="-ml-2.5 flex flex-wrap gap-1">
      {choices.map(([name, period]) => {
        const current = samePeriod(period, { signedFrom: values.signedFrom || undefined, signedTo: values.signedTo || undefined })
        return (
          <Link
            key={name}
            to={`/pipeline?${new URLSearchParams({ ...values, signedFrom: '', signedTo: '', ...period })}`}
            aria-current={current ? 'page' : undefined}
            className={clsx(
              'rounded px-2.5 py-1 text-sm hover:bg-accent-50 hover:no-underline',
              current ? 'bg-accent-100 font-medium text-accent-800' : 'text-grey-700',
            )}
          >
            {name}
          </Link>
        )
      })}
    </nav>
  )
}
