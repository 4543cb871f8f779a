import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { FileSpreadsheet, Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { FACTORY_FILTER_LABELS, factoryFilter } from '~/land/domain/factory/factory-filter'
import { factoryTotals, listFactories, parksOfFactories } from '~/land/server/factory/factories'
import { activeFactoryFilters, FactoryFilters } from '~/land/ui/factory/factory-filters'
import { FactoryList } from '~/land/ui/factory/factory-list'
import { FactoryTotals } from '~/land/ui/factory/factory-totals'
import { LandTabs } from '~/land/ui/land-tabs'
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

export const meta: MetaFunction = () => pageTitle('标准厂房')

const SIZE = 50

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'factory.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const { values: filter, ignored } = readAddress(factoryFilter, search)
  const [listed, totals, parks] = await Promise.all([
    listFactories(context, { filter, limit: SIZE, offset: (page - 1) * SIZE }),
    factoryTotals(context, filter),
    parksOfFactories(context),
  ])
  const mayAdd = can(context.actor, 'factory.manage')
  return { ...listed, totals, parks, page, ignored, mayAdd, today: businessDay(context.now) }
}

export default function Factories() {
  const { items, total, totalM2, totals, parks, page, ignored, mayAdd, today } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const active = activeFactoryFilters(params, parks, ignored)
  return (
    <Page
      title="标准厂房"
      note="按层登记。“空置”是建成而没有出租的楼层，选址匹配时排在新供地块之前。"
      actions={
        <>
          {total > 0 && (
            <LinkButton to={`/factories.xlsx?${params}`} reloadDocument icon={FileSpreadsheet}>
              导出
            </LinkButton>
          )}
          {mayAdd && (
            <LinkButton to="/factories/new" icon={Plus}>
              登记厂房
            </LinkButton>
          )}
        </>
      }
    >
      <LandTabs />
      <FilterBar active={active}>
        <FactoryFilters parks={parks} />
      </FilterBar>
      {ignored.length > 0 && (
        <div className="mb-3">
          <Notice tone="warning">{`“${ignored.map((name) => FACTORY_FILTER_LABELS[name]).join('、')}”无法识别，没有按它筛选。`}</Notice>
        </div>
      )}
      <FactoryTotals totals={totals} params={params} />
      <div className="panel">
        <FactoryList
          rows={items}
          totalM2={totalM2}
          today={today}
          empty={
            active.length > 0 ? (
              <EmptyState title="没有符合条件的厂房" actions={<LinkButton to="/factories">清除全部筛选</LinkButton>} />
            ) : (
              <EmptyState
                title="还没有登记标准厂房"
                actions={mayAdd && <LinkButton to="/factories/new">登记厂房</LinkButton>}
              >
                按楼栋和楼层登记，空置的楼层会推荐给租用厂房的项目。
              </EmptyState>
            )
          }
        />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="层" />
          </div>
        )}
      </div>
    </Page>
  )
}
