import { data } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { calendarYear } from '~/calendar/domain/inputs'
import { ESTIMATED } from '~/calendar/domain/words'
import { yearRuns } from '~/calendar/domain/year-list'
import { readCalendarYear } from '~/calendar/server/read-year'
import { MissingYear } from '~/calendar/ui/missing-year'
import { MonthGrid } from '~/calendar/ui/month-grid'
import { YearRuns } from '~/calendar/ui/year-runs'
import { pageTitle } from '~/shared/product'
import { Badge } from '~/ui/badge'
import { LinkButton } from '~/ui/button'
import { ChoiceChip } from '~/ui/chip'
import { Page, Panel } from '~/ui/page'

export const meta = () => pageTitle('工作日历')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'calendar.read')
  const asked = new URL(args.request.url).searchParams.get('year')
  const year = calendarYear.optional().safeParse(asked ?? undefined)
  if (!year.success) throw data('no such year', 404)
  return readCalendarYear(context, year.data)
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)

export default function Calendar() {
  const { year, published, days, workingDays, lastPublishedDay, missing, years, today, editable } =
    useLoaderData<typeof loader>()
  const byDay = new Map(days.map((each) => [each.day, each]))
  return (
    <Page
      title="工作日历"
      note={
        lastPublishedDay
          ? `放假安排已录入至 ${lastPublishedDay}，期限、提醒都按它计算；没有录入的年份${ESTIMATED}`
          : `还没有录入放假安排，期限、提醒都${ESTIMATED}`
      }
      actions={
        editable && (
          <LinkButton to={`/settings/calendar/${year}`} tone={published ? undefined : 'primary'}>
            {published ? '修改' : '录入'}
            {year}年的安排
          </LinkButton>
        )
      }
    >
      <div className="space-y-4">
        {missing !== null && <MissingYear year={missing} editable={editable} />}
        <nav aria-label="年份" className="flex flex-wrap gap-2 print:hidden">
          {years.map((each) => (
            <ChoiceChip key={each.year} to={`?year=${each.year}`} active={each.year === year}>
              {each.year}年{!each.published && '（未录入）'}
            </ChoiceChip>
          ))}
        </nav>
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_264px]">
          <Panel
            title={
              <span className="flex flex-wrap items-center gap-2">
                {year}年，{published ? '' : '约 '}
                {workingDays} 个工作日
                {!published && <Badge tone="warning">{ESTIMATED}</Badge>}
              </span>
            }
          >
            <div className="grid grid-cols-1 items-start gap-x-5 gap-y-4 min-[360px]:grid-cols-2 md:grid-cols-3 lg:grid-cols-4">
              {MONTHS.map((month) => (
                <MonthGrid key={month} year={year} month={month} days={byDay} estimated={!published} today={today} />
              ))}
            </div>
          </Panel>
          <Panel title={published ? '放假和调休' : '法定节假日'} flush className="max-xl:order-first">
            <YearRuns runs={yearRuns(days)} />
          </Panel>
        </div>
      </div>
    </Page>
  )
}
