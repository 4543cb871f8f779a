import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireCall } from '~/auth/server/call'
import { cohortInput } from '~/pipeline/domain/cohort-input'
import { totalOf } from '~/pipeline/domain/cohort-rows'
import { lastYear, samePeriod, yearToDate } from '~/pipeline/domain/period'
import { cohorts } from '~/pipeline/server/cohorts'
import { CohortForm, QuickPeriods, type CohortValues } from '~/pipeline/ui/cohort-form'
import { BY_NAMES, CohortTable } from '~/pipeline/ui/cohort-table'
import { Sentence } from '~/pipeline/ui/sentences'
import { businessDay, isDay, type Day } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { EmptyState } from '~/ui/empty-state'
import { Page, Panel } from '~/ui/page'
import { PrintButton } from '~/ui/print'

export const meta = () => pageTitle('签约开工')

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'figure.read')
  const today = businessDay(call.now)
  const values = asked(new URL(args.request.url).searchParams, today)
  const question = cohortInput.safeParse(values)
  if (!question.success) {
    const errors = Object.fromEntries(question.error.issues.map(({ path, message }) => [path.join('.'), message]))
    return data({ values, today, errors, figures: null }, { status: 422 })
  }
  const { by, ...asking } = question.data
  const period = { ...asking, asOf: asking.asOf ?? today }
  const beside = { ...period, ...periodBeside(period) }
  const [{ rows }, { rows: others }] = await Promise.all([cohorts(call, { ...period, by }), cohorts(call, beside)])
  return data({ values, today, errors: {}, figures: { by, period, rows, beside, other: totalOf(others) } })
}

/** Without a period in the address: this year, as it stands on the day. */
function asked(search: URLSearchParams, today: Day): CohortValues {
  const text = (name: keyof CohortValues) => search.get(name)?.trim() ?? ''
  const asOf = text('asOf') || today
  const open = search.has('signedFrom') || search.has('signedTo') || !isDay(asOf)
  const period = open ? { signedFrom: text('signedFrom'), signedTo: text('signedTo') } : yearToDate(asOf)
  return { ...period, asOf, knownOn: text('knownOn'), by: text('by') || 'month' }
}

/** Beside the period asked for stands this year; beside this year, the last. */
function periodBeside(period: { signedFrom?: Day; signedTo?: Day; asOf: Day }) {
  const thisYear = yearToDate(period.asOf)
  return samePeriod(period, thisYear) ? lastYear(period.asOf) : thisYear
}

export default function Pipeline() {
  const { values, today, errors, figures } = useLoaderData<typeof loader>()
  const asOf = figures?.period.asOf ?? today
  return (
    <Page
      title="签约开工"
      note={figures && `截至 ${asOf}${figures.period.knownOn ? `，按 ${figures.period.knownOn} 已登记的情况` : ''}；达到某一阶段含以后各阶段`}
      actions={<PrintButton />}
    >
      {figures && (
        <div className="mb-4 space-y-1 text-lg leading-relaxed">
          <Sentence row={totalOf(figures.rows)} period={figures.period} />
          <Sentence row={figures.other} period={figures.beside} />
        </div>
      )}
      <div className="panel mb-4 space-y-2 px-4 py-3 print:hidden">
        <QuickPeriods values={values} asOf={asOf} />
        <CohortForm values={values} errors={errors} />
      </div>
      {figures && (
        <Panel title={`签约项目${figures.by === 'none' ? '' : `，按${BY_NAMES[figures.by]}`}`} flush>
          {figures.rows.every(({ signed }) => signed === 0)
            ? <EmptyState title="这一时段没有签约项目">换一个时段，或点“历年”看全部签约项目。</EmptyState>
            : <CohortTable rows={figures.rows} by={figures.by} period={figures.period} />}
        </Panel>
      )}
    </Page>
  )
}
