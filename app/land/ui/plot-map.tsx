import 'leaflet/dist/leaflet.css'
import './map.css'
import type * as Leaflet from 'leaflet'
import { useEffect, useRef, useState } from 'react'
import { formatNumber } from '~/shared/money'
import type { MapAnswer, MapGround, MapPlot } from '../domain/map'
import { STATUS_LOOKS } from './status-look'

interface PlotMapProps {
  ground: MapGround
  /** the filters of the address, without a box */
  query: string
  /** the plot that is looked at */
  selected: string | null
  /** where to begin: west, south, east, north */
  start: [number, number, number, number] | null
  onSelect: (plot: MapPlot) => void
}

/** From this zoom on each plot carries its number. */
const LABEL_ZOOM = 16
const MOST_LABELS = 200

type GeoJson = Parameters<typeof Leaflet.geoJSON>[0]

/** Parks, roads and plots on a blank ground; one canvas for all, so that a click finds what lies under it. */
export function PlotMap({ ground, query, selected, start, onSelect }: PlotMapProps) {
  const box = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('正在画图…')
  const select = useRef(onSelect)
  select.current = onSelect
  const chosen = useRef(selected)
  const redraw = useRef<() => void>(() => {})
  const asked = useRef(query)

  useEffect(() => {
    const changed = asked.current !== query || chosen.current !== selected
    asked.current = query
    chosen.current = selected
    if (changed) redraw.current()
  }, [query, selected])

  useEffect(() => {
    const element = box.current
    if (!element) return
    let map: Leaflet.Map | null = null
    let gone = false
    const begin = async () => {
      const { default: L } = await import('leaflet')
      if (gone) return
      const canvas = L.canvas({ padding: 0.3 })
      const made = L.map(element, { renderer: canvas, preferCanvas: true, attributionControl: false, zoomSnap: 0.5 })
      map = made
      L.control.scale({ imperial: false }).addTo(made)
      drawGround(L, made, canvas, ground)
      const plots = L.layerGroup().addTo(made)
      let running: AbortController | null = null

      const draw = async () => {
        running?.abort()
        const controller = new AbortController()
        running = controller
        const bounds = made.getBounds()
        const params = new URLSearchParams(asked.current)
        params.set('bbox', bounds.toBBoxString())
        try {
          const answer = await fetch(`/map/plots?${params}`, { signal: controller.signal })
          if (!answer.ok) throw new Error(String(answer.status))
          show((await answer.json()) as MapAnswer)
        } catch (error) {
          if (!(error instanceof DOMException && error.name === 'AbortError'))
            setSaid('没有取到地块，移动地图再试；也可以看台账')
        }
      }

      const show = ({ total, plots: found, sums }: MapAnswer) => {
        plots.clearLayers()
        const isLabelled = made.getZoom() >= LABEL_ZOOM && found.length <= MOST_LABELS
        for (const plot of found) {
          const { fill, line } = STATUS_LOOKS[plot.status]
          const isChosen = plot.id === chosen.current
          L.geoJSON(plot.geometry as GeoJson, {
            style: {
              renderer: canvas,
              color: isChosen ? '#ae201a' : line,
              weight: isChosen ? 3 : 1,
              fillColor: fill,
              fillOpacity: plot.free ? 0.85 : 0.45,
              dashArray: plot.free ? undefined : '3 3',
            },
          })
            .bindTooltip(textNode([isLabelled ? plot.code.slice(-5) : plot.code, `${formatNumber(plot.mu, 2)} 亩`]), {
              permanent: isLabelled,
              direction: 'center',
              className: 'plot-label',
            })
            .on('click', () => select.current(plot))
            .addTo(plots)
        }
        for (const { lon, lat, plots: number, mu } of sums) {
          L.circleMarker([lat, lon], {
            renderer: canvas,
            radius: 6 + Math.sqrt(number),
            color: '#1b4c8d',
            weight: 1,
            fillOpacity: 0.35,
          })
            .bindTooltip(`${number} 宗，${formatNumber(mu, 2)} 亩：放大后逐块显示`)
            .on('click', () => made.setView([lat, lon], made.getZoom() + 2))
            .addTo(plots)
        }
        setSaid(sums.length > 0 ? `图上 ${formatNumber(total)} 宗，放大后逐块显示` : `图上 ${formatNumber(total)} 宗`)
      }

      redraw.current = () => void draw()
      made.on('moveend', () => void draw())
      const [west, south, east, north] = start ?? ground.bounds ?? CHINA
      made.fitBounds([
        [south, west],
        [north, east],
      ])
    }
    void begin()
    return () => {
      gone = true
      redraw.current = () => {}
      map?.remove()
    }
    // The map is made once; filters and the chosen plot only redraw it.
    // oxlint-disable-next-line exhaustive-deps
  }, [])

  return (
    <div className="plot-map relative isolate">
      <div
        ref={box}
        role="region"
        aria-label="地块地图；同样的地块在“台账”里按表列出"
        className="h-[calc(100vh-290px)] min-h-[380px] w-full rounded-lg border border-grey-200"
      />
      <p role="status" className="absolute right-2 top-2 z-[500] rounded bg-paper/90 px-2 py-0.5 text-sm text-grey-700">
        {said}
      </p>
    </div>
  )
}

/** Leaflet takes a text for HTML: words of a file go in as words. */
function textNode(lines: readonly string[]): HTMLElement {
  const element = document.createElement('span')
  element.style.whiteSpace = 'pre'
  element.textContent = lines.join('\n')
  return element
}

const CHINA: [number, number, number, number] = [73, 18, 136, 54]

function drawGround(
  L: typeof Leaflet,
  map: Leaflet.Map,
  renderer: Leaflet.Canvas,
  { parks, features }: MapGround,
): void {
  const style = (color: string, weight: number, fillOpacity = 0) => ({
    style: { renderer, color, weight, fillOpacity, fillColor: color },
    interactive: false,
  })
  for (const { layer, geometry } of features)
    L.geoJSON(geometry as GeoJson, layer === 'road' ? style('#919aa6', 2) : style('#374151', 1.5)).addTo(map)
  for (const { name, boundary } of parks) {
    const park = L.geoJSON(boundary as GeoJson, style('#1b4c8d', 1.5, 0.04)).addTo(map)
    const bounds = park.getBounds()
    // Above its park, so that no plot lies under the name.
    L.tooltip({ permanent: true, direction: 'top', className: 'park-label', interactive: false })
      .setLatLng([bounds.getNorth(), bounds.getCenter().lng])
      .setContent(textNode([name]))
      .addTo(map)
  }
}
