import type * as Leaflet from 'leaflet'
import { formatNumber } from '~/shared/money'
import type { MapAnswer, MapGround, MapPlot } from '../../domain/map/map'
import { labelLevel } from '../../domain/map/map-view'
import { STATUS_LOOKS } from '../status/status-look'

/** More labels than these nobody reads. */
const MOST_LABELS = 200
/** From this zoom on parks bear their names. */
const PARK_LABEL_ZOOM = 11

/** Where a map begins that has nothing to show: west, south, east, north. */
export const CHINA = [73, 18, 136, 54] as const

type GeoJson = Parameters<typeof Leaflet.geoJSON>[0]

/** A stored drawing as a layer of the map; that it is GeoJSON was seen to when it was stored. */
export const drawingLayer = (L: typeof Leaflet, geometry: unknown, options: Leaflet.GeoJSONOptions): Leaflet.GeoJSON =>
  L.geoJSON(geometry as GeoJson, options)

interface Shown {
  L: typeof Leaflet
  map: Leaflet.Map
  renderer: Leaflet.Canvas
}

interface PlotLayers extends Shown {
  into: Leaflet.LayerGroup
  chosen: string | null
  onSelect: (plot: MapPlot) => void
}

/** Draws what the server answered for the part in sight. */
export function showPlots({ L, map, renderer, into, chosen, onSelect }: PlotLayers, answer: MapAnswer): void {
  into.clearLayers()
  const level = answer.plots.length <= MOST_LABELS ? labelLevel(map.getZoom()) : 'none'
  for (const plot of answer.plots) {
    const { fill, line } = STATUS_LOOKS[plot.status]
    const isChosen = plot.id === chosen
    drawingLayer(L, plot.geometry, {
      style: {
        renderer,
        color: isChosen ? '#ae201a' : line,
        weight: isChosen ? 3 : 1,
        fillColor: fill,
        fillOpacity: plot.free ? 0.85 : 0.45,
        dashArray: plot.free ? undefined : '3 3',
      },
    })
      .bindTooltip(textNode(labelOf(plot, level)), {
        permanent: level !== 'none',
        direction: 'center',
        className: 'plot-label',
      })
      .on('click', () => onSelect(plot))
      .addTo(into)
  }
  for (const { lon, lat, plots: number, mu } of answer.sums)
    L.circleMarker([lat, lon], {
      renderer,
      radius: 6 + Math.sqrt(number),
      color: '#1b4c8d',
      weight: 1,
      fillOpacity: 0.35,
    })
      .bindTooltip(`${number} 宗，${formatNumber(mu, 2)} 亩：放大后逐块显示`)
      .on('click', () => map.setView([lat, lon], map.getZoom() + 2))
      .addTo(into)
}

function labelOf({ code, name, mu }: MapPlot, level: ReturnType<typeof labelLevel>): string[] {
  if (level === 'short') return [code.slice(-5)]
  return [code, ...(level === 'full' && name ? [name] : []), `${formatNumber(mu, 2)} 亩`]
}

/** Leaflet takes a text for HTML: words of a file go in as words. */
export function textNode(lines: readonly string[]): HTMLElement {
  const element = document.createElement('span')
  element.style.whiteSpace = 'pre'
  element.textContent = lines.join('\n')
  return element
}

/** Bounds of parks and of the county, and roads: they answer no pointer. */
export function showGround({ L, map, renderer }: Shown, { parks, features }: MapGround): void {
  const style = (color: string, weight: number, fillOpacity = 0) => ({
    style: { renderer, color, weight, fillOpacity, fillColor: color },
    interactive: false,
  })
  for (const { layer, geometry } of features)
    drawingLayer(L, geometry, layer === 'road' ? style('#919aa6', 2) : style('#374151', 1.5)).addTo(map)
  const names = L.layerGroup()
  for (const { name, boundary } of parks) {
    const park = drawingLayer(L, boundary, style('#1b4c8d', 1.5, 0.04)).addTo(map)
    const bounds = park.getBounds()
    // Above its park, so that no plot lies under the name.
    L.tooltip({ permanent: true, direction: 'top', className: 'park-label', interactive: false })
      .setLatLng([bounds.getNorth(), bounds.getCenter().lng])
      .setContent(textNode([name]))
      .addTo(names)
  }
  const nameParks = () => {
    if (map.getZoom() >= PARK_LABEL_ZOOM) names.addTo(map)
    else names.remove()
  }
  map.on('zoomend', nameParks)
}
