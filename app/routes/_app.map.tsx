import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useFetcher, useLoaderData, useNavigate, useSearchParams, useSubmit } from '@remix-run/react'
import { useState } from 'react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { PLOT_FILTERS } from '~/land/domain/filter'
import type { Position } from '~/land/domain/geometry/shape'
import type { DrawerPlot } from '~/land/domain/map/map'
import { readMapTool, readMapView, writeMapView, type MapTool } from '~/land/domain/map/map-view'
import { readPlotAddress } from '~/land/domain/plot-address'
import { mapGround } from '~/land/server/map/map-plots'
import { plotDrawer } from '~/land/server/map/plot-drawer'
import { parksOfPlots } from '~/land/server/plots'
import { LandTabs } from '~/land/ui/land-tabs'
import { MapLegend } from '~/land/ui/map/map-legend'
import { rewriteAddress } from '~/land/ui/map/address'
import { PlotDrawer } from '~/land/ui/map/plot-drawer'
import { activePlotFilters, MainPlotFilters, MorePlotFilters } from '~/land/ui/plot-filters'
import { PlotMap } from '~/land/ui/map/plot-map'
import { baseLayers } from '~/settings/server/base-layers'
import { isId } from '~/shared/id'
import { keysOf } from '~/shared/records'
import { pageTitle } from '~/shared/product'
import { FilterBar } from '~/ui/filter-bar'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('一张图')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const search = new URL(args.request.url).searchParams
  const asked = search.get('plot')
  const [ground, { layers }, parks, plot] = await Promise.all([
    mapGround(context),
    baseLayers(),
    parksOfPlots(context),
    asked !== null && isId(asked) ? plotDrawer(context, asked) : null,
  ])
  const { ignored } = readPlotAddress(search)
  return { ground, layers, parks, ignored, plot, mayDraw: can(context.actor, 'plot.draw') }
}

/** The plot with as much ground about it on each side. */
function around(box: DrawerPlot['box'] | undefined): [number, number, number, number] | null {
  if (!box) return null
  const { west, south, east, north } = box
  if (west === null || south === null || east === null || north === null) return null
  const [dx, dy] = [east - west, north - south]
  return [west - dx, south - dy, east + dx, north + dy]
}

export default function LandMap() {
  const { ground, layers, parks, ignored, plot, mayDraw } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const { drawer, look, close } = useDrawer(plot)
  const navigate = useNavigate()
  const handOver = useHandOver(drawer?.id ?? null)
  const query = new URLSearchParams(
    [...params].filter(
      ([name, value]) => name !== 'bbox' && value !== '' && keysOf(PLOT_FILTERS).some((it) => it === name),
    ),
  ).toString()
  return (
    <Page title="一张图">
      <LandTabs />
      <FilterBar
        active={activePlotFilters(params, { parks }, ignored)}
        keep={['plot', 'on', 'knownOn', 'moved']}
        more={<MorePlotFilters />}
      >
        <MainPlotFilters choices={{ parks }} />
      </FilterBar>
      <MapLegend asked={params.getAll('status')} />
      <div className="relative">
        <PlotMap
          ground={ground}
          layers={layers}
          query={query}
          selected={drawer?.id ?? null}
          geometry={drawer?.geometry ?? null}
          start={around(plot?.box)}
          view={readMapView(params.get('at'))}
          mayDraw={mayDraw}
          tool={mayDraw ? readMapTool(params.get('draw')) : null}
          onSelect={({ id }) => look(id)}
          onView={(view) => rewriteAddress({ at: writeMapView(view) })}
          onDrawn={handOver}
          onPrint={(bbox) =>
            navigate(`/map/sheet?${new URLSearchParams([...new URLSearchParams(query), ['bbox', bbox]])}`)
          }
        />
        {drawer && <PlotDrawer plot={drawer} onClose={close} onLook={look} />}
      </div>
      <p className="mt-2 text-sm text-grey-600">
        同样的地块可以<Link to={`/plots?${query}`}>按表查看</Link>
        ；不能显示地图时也是如此。网址随地图移动，复制给同事打开的是同一处。
      </p>
    </Page>
  )
}

/** The plot in the drawer: that of the address first, then whichever is chosen. */
function useDrawer(first: DrawerPlot | null) {
  const fetcher = useFetcher<DrawerPlot>()
  const [id, setId] = useState(first?.id ?? null)
  const drawer = [fetcher.data, first].find((plot) => plot && plot.id === id) ?? null
  const look = (next: string | null) => {
    setId(next)
    rewriteAddress({ plot: next, draw: null })
    if (next !== null && next !== first?.id) fetcher.load(`/map/plots/${next}`)
  }
  return { drawer, look, close: () => look(null) }
}

/** What was drawn goes to the page that previews and confirms it. */
function useHandOver(plotId: string | null) {
  const navigate = useNavigate()
  const submit = useSubmit()
  return (tool: MapTool, rings: Position[][]) => {
    const text = rings.map((ring) => ring.map((point) => point.join(' ')).join('\n')).join('\n\n')
    const preview = { intent: 'preview', points: text }
    if (tool === 'new') submit(preview, { method: 'post', action: '/plots/new' })
    if (tool === 'edit' && plotId) submit(preview, { method: 'post', action: `/plots/${plotId}/redraw` })
    if (tool === 'split' && plotId)
      navigate(`/plots/${plotId}/divide?${new URLSearchParams({ way: 'line', line: text.replaceAll('\n', ';') })}`)
  }
}
