import { expect, test } from 'vitest'
import { planeAt, projectionOf } from '../coordinates/systems'
import { geometryOf } from '../formats/geojson'
import { mapPositions, type Position, type Shape } from '../geometry/shape'
import type { MapGround, MapPlot } from './map'
import { frameFor, layOut, SHEET } from './sheet'

const { toLonLat } = projectionOf(planeAt(120))
/** 200 by 100 metres in the middle of what is printed. */
const SHAPE: Shape = [
  [
    [
      [400_000, 3_387_000],
      [400_200, 3_387_000],
      [400_200, 3_387_100],
      [400_000, 3_387_100],
    ],
  ],
]
const plot: MapPlot = {
  id: '1',
  code: '341800GB00001',
  name: null,
  status: 'inUse',
  mu: 30,
  free: true,
  geometry: geometryOf(mapPositions(SHAPE, toLonLat)),
}
const road: Position[] = [
  [400_000, 3_387_050],
  [400_200, 3_387_050],
]
const ground: MapGround = {
  bounds: null,
  parks: [],
  features: [
    { id: 'r', layer: 'road', name: '', geometry: { type: 'LineString', coordinates: road.map((it) => toLonLat(it)) } },
  ],
}
const [west, south] = toLonLat([399_800, 3_386_900])
const [east, north] = toLonLat([400_400, 3_387_200])

test('a sheet is drawn true to a usual scale: 200 metres at 1:2000 are ten centimetres', () => {
  const sheet = layOut(frameFor([west, south, east, north]), { total: 1, plots: [plot], sums: [] }, ground)
  expect(sheet.scale).toBe(2000)
  const numbers = [...(sheet.plots[0]?.path.matchAll(/[\d.]+/g) ?? [])].map(Number)
  const easts = numbers.filter((_, index) => index % 2 === 0)
  const norths = numbers.filter((_, index) => index % 2 === 1)
  expect(Math.max(...easts) - Math.min(...easts)).toBeCloseTo(100, 1)
  expect(Math.max(...norths) - Math.min(...norths)).toBeCloseTo(50, 1)
  expect((sheet.bar.metres * 1000) / sheet.scale).toBe(sheet.bar.millimetres)
  expect(sheet.plots[0]?.label).toEqual(['00001', '30.00 亩'])
  expect(sheet.roads[0]).toMatch(/^M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/)
  const [x = 0] = sheet.plots[0]?.at ?? []
  expect(x).toBeLessThan(SHEET.width)
})
