import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { FileInput, PenLine } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { PLOTS_KIND } from '~/importing/domain/kind-names'
import { PLOT_FILTERS } from '~/land/domain/filter'
import { readPlotAddress } from '~/land/domain/plot-address'
import { listPlots, parksOfPlots, plotsByStatus, sortOf } from '~/land/server/plots'
import { ExportPlots } from '~/land/ui/export-plots'
import { LandTabs } from '~/land/ui/land-tabs'
import { activePlotFilters, MainPlotFilters, MorePlotFilters } from '~/land/ui/plot-filters'
import { PlotList } from '~/land/ui/plot-list'
import { StatusTotals } from '~/land/ui/status/status-totals'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { FilterBar } from '~/ui/filter-bar'
import { Notice } from '~/ui/form'
import { Page } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta: MetaFunction = () => pageTitle('土地台账')

const SIZE = 50

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const search = new URL(args.request.url).searchParams
  const page = pageNumber(search)
  const { filter, ignored } = readPlotAddress(search)
  const [listed, totals, parks] = await Promise.all([
    listPlots(context, { filter, sort: sortOf(search.get('sort')), limit: SIZE, offset: (page - 1) * SIZE }),
    plotsByStatus(context, filter),
    parksOfPlots(context),
  ])
  return {
    ...listed,
    totals,
    parks,
    page,
    ignored,
    mayImport: can(context.actor, 'import.run', { kind: PLOTS_KIND }),
    mayDraw: can(context.actor, 'plot.draw'),
  }
}

export default function Plots() {
  const { items, total, totalMu, totals, parks, page, ignored, mayImport, mayDraw } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const pages = usePages({ total, page, size: SIZE, shown: items.length })
  const active = activePlotFilters(params, { parks }, ignored)
  return (
    <Page
      title="土地台账"
      note="“未被占用”是没有项目锁定、挂牌、成交或交地的地块；面积注明是登记、勘测、台账还是图形计算。"
      actions={
        <>
          {mayDraw && (
            <LinkButton to="/plots/new" icon={PenLine}>
              登记新地块
            </LinkButton>
          )}
          {mayImport && (
            <LinkButton to="/imports?kind=plots" icon={FileInput}>
              导入地块
            </LinkButton>
          )}
        </>
      }
    >
      <LandTabs />
      <FilterBar
        active={active}
        keep={['sort', 'on', 'knownOn', 'moved']}
        more={<MorePlotFilters />}
        actions={total > 0 && <ExportPlots />}
      >
        <MainPlotFilters choices={{ parks }} />
      </FilterBar>
      {ignored.length > 0 && (
        <div className="mb-3">
          <Notice tone="warning">{`“${ignored.map((name) => PLOT_FILTERS[name].label).join('、')}”无法识别，没有按它筛选。`}</Notice>
        </div>
      )}
      <StatusTotals totals={totals} asked={params.getAll('status')} />
      <div className="panel">
        <PlotList rows={items} totalMu={totalMu} empty={<Empty filtered={active.length > 0} mayImport={mayImport} />} />
        {total > 0 && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="宗" />
          </div>
        )}
      </div>
    </Page>
  )
}

function Empty({ filtered, mayImport }: { filtered: boolean; mayImport: boolean }) {
  if (filtered)
    return <EmptyState title="没有符合条件的地块" actions={<LinkButton to="/plots">清除全部筛选</LinkButton>} />
  return (
    <EmptyState title="还没有地块" actions={mayImport && <LinkButton to="/imports?kind=plots">导入地块</LinkButton>}>
      导入自然资源部门的地块图（Shapefile、GeoJSON、报盘 TXT）或台账。
    </EmptyState>
  )
}
