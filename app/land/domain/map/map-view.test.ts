import { expect, test } from 'vitest'
import { lengthOf, muWithin } from '../measure'
import { labelLevel, readMapView, writeMapView } from './map-view'
import { planeAt, projectionOf } from '../coordinates/systems'
import type { Position } from '../geometry/shape'

test('a view is read from the address that it wrote, to a metre', () => {
  const view = { lat: 30.694, lon: 118.88512, zoom: 15.5 }
  expect(readMapView(writeMapView(view))).toEqual(view)
})

test.each(['', '30,118', '30,118,99', '95,118,3', 'x,y,z', '30,118,15;'])('%j is no view', (text) => {
  expect(readMapView(text)).toBeNull()
})

test('labels say more the nearer one is', () => {
  expect([11, 15, 16.5, 17].map(labelLevel)).toEqual(['none', 'short', 'short', 'full'])
})

test('lengths and areas are measured on the plane, not on the screen', () => {
  const { toLonLat } = projectionOf(planeAt(120))
  const corners: Position[] = [
    [400_000, 3_387_000],
    [400_200, 3_387_000],
    [400_200, 3_387_200],
    [400_000, 3_387_200],
  ]
  expect(lengthOf(corners.map(toLonLat))).toBeCloseTo(600, 3)
  expect(muWithin(corners.map(toLonLat))).toBeCloseTo(60, 4)
})
