import type * as Leaflet from 'leaflet'
import { isInShape } from '../../domain/geometry/inside'
import { shapeOfGeometry } from '../../domain/formats/geojson'
import type { MapPlot } from '../../domain/map/map'
import { fetchPlots } from './fetch-plots'

/** Where somebody stands. */
export interface Place {
  lat: number
  lon: number
  /** metres */
  accuracy: number
}

/** Why the browser tells no place; null where it may. */
export function whyNoPlace(): string | null {
  if (!window.isSecureContext) return '浏览器只在 https 网址下提供定位，当前网址不支持'
  return 'geolocation' in navigator ? null : '这个浏览器不支持定位'
}

/** Asks the browser, which asks the person. */
export function findPlace(onPlace: (place: Place) => void, say: (words: string) => void): void {
  say('正在定位…')
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => onPlace({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy }),
    ({ code }) => say(code === 1 ? '您没有允许定位' : '没有得到位置，请到空旷处再试'),
    { enableHighAccuracy: true, timeout: 15_000, maximumAge: 10_000 },
  )
}

interface Shown {
  L: typeof Leaflet
  map: Leaflet.Map
}

/** Degrees about a place, some hundred metres: no finer place is told to the server. */
const ABOUT = 0.002

/** Goes to the place, and finds the plot that lies there. */
export async function showPlace(
  { L, map }: Shown,
  { lat, lon, accuracy }: Place,
  { say, onSelect }: { say: (words: string) => void; onSelect: (plot: MapPlot) => void },
): Promise<void> {
  L.circle([lat, lon], { radius: accuracy, color: '#1b4c8d', weight: 1, fillOpacity: 0.1, interactive: false }).addTo(
    map,
  )
  L.circleMarker([lat, lon], { radius: 6, color: 'white', weight: 2, fillColor: '#1b4c8d', fillOpacity: 1 }).addTo(map)
  map.setView([lat, lon], Math.max(map.getZoom(), 17))
  const [x, y] = [Math.round(lon / ABOUT) * ABOUT, Math.round(lat / ABOUT) * ABOUT]
  const bbox = [x - ABOUT, y - ABOUT, x + ABOUT, y + ABOUT].join()
  try {
    const { plots } = await fetchPlots(new URLSearchParams({ bbox }))
    const here = plots.find(({ geometry }) => isInShape([lon, lat], shapeOfGeometry(geometry)))
    const about = `误差约 ${Math.round(accuracy)} 米`
    say(here ? `您在地块 ${here.code} 上，${about}` : `您不在任何地块上，${about}`)
    if (here) onSelect(here)
  } catch {
    say('没有取到附近的地块，请稍后再试')
  }
}
