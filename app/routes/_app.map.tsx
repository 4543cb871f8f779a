import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import { requireContext } from '~/auth/server/request-context'
import { PLOT_FILTERS } from '~/land/domain/filter'
import type { MapPlot } from '~/land/domain/map'
import { readPlotAddress } from '~/land/domain/plot-address'
import { mapGround } from '~/land/server/map-plots'
import { plotRecord } from '~/land/server/plot-record'
import { parksOfPlots } from '~/land/server/plots'
import { LandTabs } from '~/land/ui/land-tabs'
import { MapLegend } from '~/land/ui/map-legend'
import { activePlotFilters, MainPlotFilters, MorePlotFilters } from '~/land/ui/plot-filters'
import { mu, PlotStatusWord } from '~/land/ui/plot-list'
import { PlotMap } from '~/land/ui/plot-map'
import { isId } from '~/shared/id'
import { keysOf } from '~/shared/records'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { FilterBar } from '~/ui/filter-bar'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('一张图')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const search = new URL(args.request.url).searchParams
  const asked = search.get('plot')
  const [ground, parks, plot] = await Promise.all([
    mapGround(context),
    parksOfPlots(context),
    asked !== null && isId(asked) ? plotRecord(context, asked) : null,
  ])
  const { ignored } = readPlotAddress(search)
  return {
    ground,
    parks,
    ignored,
    plot: plot && {
      id: plot.id,
      code: plot.code,
      name: plot.name,
      status: plot.status,
      mu: plot.areaMu,
      free: !plot.holder,
    },
    start: plot?.box ? around(plot.box) : null,
  }
}

interface Bounds {
  west: number | null
  south: number | null
  east: number | null
  north: number | null
}

/** The plot with as much ground about it on each side. */
function around({ west, south, east, north }: Bounds): [number, number, number, number] | null {
  if (west === null || south === null || east === null || north === null) return null
  const [dx, dy] = [east - west, north - south]
  return [west - dx, south - dy, east + dx, north + dy]
}

export default function LandMap() {
  const { ground, parks, ignored, plot, start } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const [chosen, setChosen] = useState<Omit<MapPlot, 'geometry'> | null>(plot)
  const query = new URLSearchParams(
    [...params].filter(
      ([name, value]) => name !== 'bbox' && value !== '' && keysOf(PLOT_FILTERS).some((it) => it === name),
    ),
  ).toString()
  return (
    <Page title="一张图">
      <LandTabs />
      <FilterBar active={activePlotFilters(params, { parks }, ignored)} keep={['plot']} more={<MorePlotFilters />}>
        <MainPlotFilters choices={{ parks }} />
      </FilterBar>
      <MapLegend asked={params.getAll('status')} />
      <div className="relative">
        <PlotMap ground={ground} query={query} selected={chosen?.id ?? null} start={start} onSelect={setChosen} />
        {chosen && (
          <section
            aria-label={`地块 ${chosen.code}`}
            className="panel absolute bottom-3 left-3 z-[500] w-72 max-w-[calc(100%-24px)] px-4 py-3 shadow"
          >
            <h2 className="text-base">
              <Link to={`/plots/${chosen.id}`}>{chosen.code}</Link>
            </h2>
            <p className="text-sm text-grey-700">{chosen.name}</p>
            <p className="mt-1 flex flex-wrap gap-x-3">
              <PlotStatusWord status={chosen.status} />
              <span>{mu(chosen.mu)} 亩</span>
              <span className={chosen.free ? 'text-good' : 'text-grey-600'}>
                {chosen.free ? '未被占用' : '已被占用'}
              </span>
            </p>
            <p className="mt-2 flex gap-2">
              <LinkButton to={`/plots/${chosen.id}`} tone="primary">
                看详情
              </LinkButton>
              <LinkButton to={`/map?plot=${chosen.id}`} reloadDocument>
                链接到这里
              </LinkButton>
            </p>
          </section>
        )}
      </div>
      <p className="mt-2 text-sm text-grey-600">
        同样的地块可以<Link to={`/plots?${query}`}>按表查看</Link>；不能显示地图时也是如此。
      </p>
    </Page>
  )
}
