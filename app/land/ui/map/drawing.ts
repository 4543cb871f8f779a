import '@geoman-io/leaflet-geoman-free/dist/leaflet-geoman.css'
import type * as Leaflet from 'leaflet'
import { formatNumber } from '~/shared/money'
import type { MapTool } from '../../domain/map/map-view'
import { lengthOf, muWithin } from '../../domain/measure'
import type { Position } from '../../domain/geometry/shape'
import { drawingLayer } from './plot-layers'

declare module 'leaflet' {
  namespace PM {
    // Its types know of layers alone.
    function reInitLayer(map: Leaflet.Map): void
  }
}

/** Pixels within which a point takes the place of a corner or edge nearby. */
const SNAP = 16

const HINTS: Record<MapTool, string> = {
  distance: '逐点点击量距离，双击结束',
  area: '逐点点击量面积，点回第一个点结束',
  new: '逐点点击画出地块，自动吸附到已有界址点，点回第一个点结束',
  split: '逐点点击画分割线，双击结束；两端会自动延长到界线',
  edit: '拖动界址点修改界线，改好后点“完成”',
}

interface Drawing {
  L: typeof Leaflet
  map: Leaflet.Map
  tool: MapTool
  /** of the plot that is edited: GeoJSON */
  geometry: unknown
  say: (words: string) => void
  /** the points of what was drawn, ring by ring; of measuring nothing comes */
  onDrawn: (rings: Position[][]) => void
}

export interface RunningTool {
  /** hands over what was edited */
  finish(): void
  /** ends it, and takes what it drew off the map */
  stop(): void
}

/** Begins to measure, draw or edit; geoman is loaded with this module, only when somebody does. */
export async function beginTool(drawing: Drawing): Promise<RunningTool> {
  const { L, map, tool, say } = drawing
  await import('@geoman-io/leaflet-geoman-free')
  // The map was made before geoman was there.
  L.PM.reInitLayer(map)
  map.pm.setLang('zh')
  map.doubleClickZoom.disable()
  say(HINTS[tool])
  const running = tool === 'edit' ? edit(drawing) : draw(drawing)
  return {
    finish: running.finish,
    stop() {
      running.stop()
      map.doubleClickZoom.enable()
    },
  }
}

const positionsOf = (points: readonly Leaflet.LatLng[]): Position[] => points.map(({ lng, lat }) => [lng, lat])

function draw({ map, tool, say, onDrawn }: Drawing): RunningTool {
  const isLine = tool === 'distance' || tool === 'split'
  const shape = isLine ? 'Line' : 'Polygon'
  const drawn: Leaflet.Layer[] = []
  const tell = (points: readonly Leaflet.LatLng[]) => {
    const positions = positionsOf(points)
    if (tool === 'distance') say(`${metres(lengthOf(positions))}；双击结束`)
    else if (tool !== 'split' && positions.length > 2)
      say(`${formatNumber(muWithin(positions), 2)} 亩；点回第一个点结束`)
  }
  const onStart: Leaflet.PM.DrawStartEventHandler = ({ workingLayer }) => {
    workingLayer.on('pm:vertexadded', () => tell(flat(workingLayer)))
  }
  const onCreate: Leaflet.PM.CreateEventHandler = ({ layer }) => {
    drawn.push(layer)
    const positions = positionsOf(flat(layer))
    if (tool === 'distance') say(`共 ${metres(lengthOf(positions))}`)
    else if (tool === 'area')
      say(`${formatNumber(muWithin(positions), 2)} 亩，周长 ${metres(lengthOf(closed(positions)))}`)
    else onDrawn([positions])
  }
  map.on('pm:drawstart', onStart)
  map.on('pm:create', onCreate)
  map.pm.enableDraw(shape, {
    snappable: true,
    snapDistance: SNAP,
    allowSelfIntersection: isLine,
    tooltips: false,
    ...(isLine ? { finishOn: 'dblclick' as const } : {}),
    templineStyle: LINE,
    hintlineStyle: { ...LINE, dashArray: '4 4' },
    pathOptions: LINE,
  })
  return {
    finish() {},
    stop() {
      map.pm.disableDraw()
      map.off('pm:drawstart', onStart)
      map.off('pm:create', onCreate)
      for (const layer of drawn) layer.remove()
    },
  }
}

function edit({ L, map, geometry, say, onDrawn }: Drawing): RunningTool {
  const shapes = drawingLayer(L, geometry, { style: { ...LINE, fillOpacity: 0.2 } }).addTo(map)
  const polygons = shapes.getLayers().filter((layer) => layer instanceof L.Polygon)
  const tell = () =>
    say(
      `${formatNumber(
        polygons.reduce((sum, layer) => sum + muOfRings(ringsOf(layer)), 0),
        2,
      )} 亩；改好后点“完成”`,
    )
  for (const layer of polygons) {
    layer.pm.enable({ snappable: true, snapDistance: SNAP, allowSelfIntersection: false })
    layer.on('pm:change', tell)
  }
  return {
    finish: () => onDrawn(polygons.flatMap(ringsOf)),
    stop() {
      for (const layer of polygons) layer.pm.disable()
      shapes.remove()
    },
  }
}

const LINE = { color: '#ae201a', weight: 2 }

const muOfRings = ([outer = [], ...holes]: Position[][]) =>
  muWithin(outer) - holes.reduce((sum, hole) => sum + muWithin(hole), 0)

const metres = (length: number) =>
  length < 1000 ? `${formatNumber(length, 2)} 米` : `${formatNumber(length / 1000, 3)} 公里`

const closed = (ring: readonly Position[]): Position[] => [...ring, ...ring.slice(0, 1)]

type Nested = Leaflet.LatLng | readonly Nested[]

/** Points of rings, however deep Leaflet nests them. */
function ringsIn(nested: readonly Nested[]): Leaflet.LatLng[][] {
  const points = nested.filter((each): each is Leaflet.LatLng => 'lat' in each)
  if (points.length > 0) return [points]
  return nested.flatMap((each) => ('lat' in each ? [] : ringsIn(each)))
}

const flat = (layer: object): Leaflet.LatLng[] =>
  'getLatLngs' in layer && typeof layer.getLatLngs === 'function' ? ringsIn(layer.getLatLngs()).flat() : []

const ringsOf = (layer: Leaflet.Polygon): Position[][] => ringsIn(layer.getLatLngs()).map(positionsOf)
