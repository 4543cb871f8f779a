import 'leaflet/dist/leaflet.css'
import './map.css'
import type * as Leaflet from 'leaflet'
import { useEffect, useRef, useState } from 'react'
import type { BaseLayer } from '~/settings/domain/base-layers'
import { formatNumber } from '~/shared/money'
import { Button } from '~/ui/button'
import type { Position } from '../../domain/geometry/shape'
import type { MapAnswer, MapGround, MapPlot } from '../../domain/map/map'
import type { MapTool, MapView } from '../../domain/map/map-view'
import type { RunningTool } from './drawing'
import { showBaseLayers } from './base-layers'
import { fetchPlots } from './fetch-plots'
import { CHINA, showGround, showPlots } from './plot-layers'
import { MapTools } from './map-tools'
import { showPlace, type Place } from './place'

interface PlotMapProps {
  ground: MapGround
  /** pictures under it, if the settings name any */
  layers: readonly BaseLayer[]
  /** the filters of the address, without a box */
  query: string
  /** the plot that is looked at, and its drawing once it is known */
  selected: string | null
  geometry: unknown
  /** where to begin: west, south, east, north; a view goes before it */
  start: [number, number, number, number] | null
  view: MapView | null
  mayDraw: boolean
  /** what the address asks to begin with */
  tool: MapTool | null
  onSelect: (plot: MapPlot) => void
  onView: (view: MapView) => void
  onDrawn: (tool: MapTool, rings: Position[][]) => void
  /** the part in sight: west,south,east,north */
  onPrint: (bbox: string) => void
}

/** The map as its buttons act on it. */
interface Made {
  L: typeof Leaflet
  map: Leaflet.Map
  redraw: () => void
  tellView: () => void
}

/** Parks, roads and plots on a blank ground; one canvas for all, so that a click finds what lies under it. */
export function PlotMap(props: PlotMapProps) {
  const { query, selected, geometry, mayDraw } = props
  const box = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('正在画图…')
  const [made, setMade] = useState<Made | null>(null)
  const [tool, setTool] = useState<MapTool | null>(null)
  const running = useRef<RunningTool | null>(null)
  const now = useRef({ ...props, busy: false })
  now.current = { ...props, busy: tool !== null }

  useEffect(() => {
    made?.redraw()
    made?.tellView()
  }, [made, query, selected])

  useEffect(() => {
    const element = box.current
    if (!element) return
    let map: Leaflet.Map | null = null
    let gone = false
    const begin = async () => {
      const { default: L } = await import('leaflet')
      if (gone) return
      const renderer = L.canvas({ padding: 0.3 })
      map = L.map(element, { renderer, preferCanvas: true, attributionControl: false, zoomSnap: 0.5 })
      L.control.scale({ imperial: false }).addTo(map)
      showBaseLayers(L, map, now.current.layers)
      showGround({ L, map, renderer }, now.current.ground)
      const redraw = plotLoader({ L, map, renderer })
      map.on('moveend', redraw)
      map.on('moveend', tellView)
      goToStart(map)
      setMade({ L, map, redraw, tellView })
    }

    const tellView = () => {
      if (!map) return
      const { lat, lng: lon } = map.getCenter()
      now.current.onView({ lat, lon, zoom: map.getZoom() })
    }

    const goToStart = (shown: Leaflet.Map) => {
      const { view, start, ground } = now.current
      if (view) return shown.setView([view.lat, view.lon], view.zoom)
      const [west, south, east, north] = start ?? ground.bounds ?? CHINA
      return shown.fitBounds([
        [south, west],
        [north, east],
      ])
    }

    const plotLoader = (shown: { L: typeof Leaflet; map: Leaflet.Map; renderer: Leaflet.Canvas }) => {
      const into = shown.L.layerGroup().addTo(shown.map)
      let loading: AbortController | null = null
      return async () => {
        loading?.abort()
        const controller = new AbortController()
        loading = controller
        const params = new URLSearchParams(now.current.query)
        params.set('bbox', shown.map.getBounds().toBBoxString())
        try {
          const found = await fetchPlots(params, controller.signal)
          const onSelect = (plot: MapPlot) => {
            if (!now.current.busy) now.current.onSelect(plot)
          }
          showPlots({ ...shown, into, chosen: now.current.selected, onSelect }, found)
          if (!now.current.busy) setSaid(countWords(found))
        } catch (error) {
          if (!(error instanceof DOMException && error.name === 'AbortError'))
            setSaid('没有取到地块，移动地图再试；也可以看台账')
        }
      }
    }

    void begin()
    return () => {
      gone = true
      running.current?.stop()
      map?.remove()
    }
  }, [])

  const stop = () => {
    running.current?.stop()
    running.current = null
    setTool(null)
    made?.redraw()
  }

  const begin = async (asked: MapTool) => {
    if (!made) return
    stop()
    setTool(asked)
    setSaid('正在准备…')
    const { beginTool } = await import('./drawing')
    const { L, map } = made
    const onDrawn = (rings: Position[][]) => now.current.onDrawn(asked, rings)
    running.current = await beginTool({ L, map, tool: asked, geometry: now.current.geometry, say: setSaid, onDrawn })
  }

  const asked = useRef(props.tool)
  useEffect(() => {
    if (!made || asked.current === null || (asked.current === 'edit' && !geometry)) return
    const first = asked.current
    asked.current = null
    void begin(first)
    // The address asks once; what begins reads all else as it is then.
    // oxlint-disable-next-line exhaustive-deps
  }, [made, geometry])

  const onPlace = (place: Place) => {
    if (made) void showPlace(made, place, { say: setSaid, onSelect: now.current.onSelect })
  }

  return (
    <div className="plot-map relative isolate">
      <div
        ref={box}
        role="region"
        aria-label="地块地图；同样的地块在“台账”里按表列出"
        className="h-[calc(100vh-290px)] min-h-[420px] w-full rounded-lg border border-grey-200"
      />
      {made && (
        <MapTools
          tool={tool}
          mayDraw={mayDraw}
          hasPlot={selected !== null && Boolean(geometry)}
          onBegin={(next) => void begin(next)}
          onStop={stop}
          onPlace={onPlace}
          onPrint={() => props.onPrint(made.map.getBounds().toBBoxString())}
          onSay={setSaid}
        />
      )}
      <div className="absolute bottom-2 left-32 z-[500] flex max-w-[calc(100%-140px)] items-center gap-2">
        {tool === 'edit' && (
          <Button tone="primary" size="small" onClick={() => running.current?.finish()}>
            完成
          </Button>
        )}
        <p role="status" className="rounded bg-paper/90 px-2 py-0.5 text-sm text-grey-700">
          {said}
        </p>
      </div>
    </div>
  )
}

const countWords = ({ total, sums }: MapAnswer) =>
  sums.length > 0 ? `图上 ${formatNumber(total)} 宗，放大后逐块显示` : `图上 ${formatNumber(total)} 宗`
