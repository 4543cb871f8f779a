import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { REVIVAL_FILTER_LABELS, revivalFilter } from '~/land/domain/revival/revival'
import { listPlots } from '~/land/server/plots'
import { listRevivals, revivalChoices, revivalTotals } from '~/land/server/revival/revivals'
import { LandTabs } from '~/land/ui/land-tabs'
import { activeRevivalFilters, RevivalFilters } from '~/land/ui/revival/revival-filters'
import { RevivalList } from '~/land/ui/revival/revival-list'
import { RevivalStats } from '~/land/ui/revival/revival-stats'
import { businessDay } from '~/shared/day'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { readAddress } from '~/shared/read-address'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar } from '~/ui/filter-bar'
import { Notice } from '~/ui/form'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta: MetaFunction = () => pageTitle('盘活')

const SIZE = 50

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const { values: filter, ignored } = readAddress(revivalFilter, search)
  const [listed, totals, choices, missing] = await Promise.all([
    listRevivals(context, { filter, limit: SIZE, offset: (page - 1) * SIZE }),
    revivalTotals(context),
    revivalChoices(context),
    listPlots(context, { filter: { idle: 'idle', revival: 'none' }, limit: 1 }),
  ])
  return { ...listed, totals, choices, page, ignored, missing: missing.total, today: businessDay(context.now) }
}

export default function Revivals() {
  const { items, total, totals, choices, page, ignored, missing, today } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const active = activeRevivalFilters(params, choices, ignored)
  return (
    <Page title="盘活" note="闲置、低效、停建停产的地块和厂房，从地块页或厂房页列入；选址匹配时排在前面。">
      <LandTabs />
      <RevivalStats totals={totals} missing={missing} />
      <FilterBar active={active}>
        <RevivalFilters choices={choices} />
      </FilterBar>
      {ignored.length > 0 && (
        <div className="mb-3">
          <Notice tone="warning">{`“${ignored.map((name) => REVIVAL_FILTER_LABELS[name]).join('、')}”无法识别，没有按它筛选。`}</Notice>
        </div>
      )}
      <div className="panel">
        <RevivalList
          rows={items}
          today={today}
          empty={
            active.length > 0 ? (
              <EmptyState
                title="没有符合条件的存量"
                actions={<LinkButton to="/land/revival">清除全部筛选</LinkButton>}
              />
            ) : (
              <EmptyState title="还没有要盘活的存量">在地块页或厂房页点“列入盘活”。</EmptyState>
            )
          }
        />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="项" />
          </div>
        )}
      </div>
    </Page>
  )
}
