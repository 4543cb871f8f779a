import { expect, test } from 'vitest'
import type { Shape } from '../geometry/shape'
import { readPrj } from './prj'
import { recognise } from './recognise'
import { planeAt, PLANE_SYSTEMS, planeSystem, projectionOf } from './systems'

test('the planes of CGCS2000 have the codes of the registry', () => {
  const codes = (epsg: number) => planeSystem(epsg)
  expect(codes(4513)).toMatchObject({ zoneWidth: 3, zone: 25, centralMeridian: 75, falseEasting: 25_500_000 })
  expect(codes(4549)).toMatchObject({ zoneWidth: 3, zone: null, centralMeridian: 120, falseEasting: 500_000 })
  expect(codes(4528)).toMatchObject({ zoneWidth: 3, zone: 40, centralMeridian: 120 })
  expect(codes(4491)).toMatchObject({ zoneWidth: 6, zone: 13, centralMeridian: 75 })
  expect(codes(4509)).toMatchObject({ zoneWidth: 6, zone: null, centralMeridian: 117 })
  expect(codes(2437)).toBeNull()
  expect(new Set(PLANE_SYSTEMS.map(({ epsg }) => epsg)).size).toBe(64)
})

test('a round trip through any plane is exact to a millimetre', () => {
  for (const system of PLANE_SYSTEMS) {
    const { toPlane, toLonLat } = projectionOf(system)
    for (const [east, lat] of [
      [-1.4, 18.2],
      [0, 30.61],
      [1.4, 53.5],
    ] as const) {
      const plane = toPlane([system.centralMeridian + east, lat])
      const back = toPlane(toLonLat(plane))
      expect(Math.hypot(back[0] - plane[0], back[1] - plane[1])).toBeLessThan(0.001)
    }
  }
})

test('the plane of a place is the one whose meridian is nearest', () => {
  expect(planeAt(118.97).epsg).toBe(4549)
  expect(planeAt(118.4).epsg).toBe(4548)
})

test('a .prj is read as ArcGIS and GDAL write it', () => {
  const gk = (cm: number, fe: number) =>
    `PROJCS["CGCS2000_3_Degree_GK_CM_${cm}E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${fe}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${cm}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`
  expect(readPrj(gk(120, 500_000))).toMatchObject({ kind: 'plane', system: { epsg: 4549 } })
  expect(readPrj(gk(120, 40_500_000))).toMatchObject({ kind: 'plane', system: { epsg: 4528 } })
  const six = gk(117, 500_000)
    .replace('CGCS2000_3_Degree_GK_CM_117E', 'CGCS2000_GK_CM_117E')
    .replace('3_Degree', '6_Degree')
  expect(readPrj(six.replace('CGCS2000_GK', 'CGCS2000_6_Degree_GK'))).toMatchObject({ system: { epsg: 4509 } })
})

test('another datum is told, not taken for CGCS2000', () => {
  const xian =
    'PROJCS["Xian_1980_3_Degree_GK_CM_120E",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]]],PROJECTION["Gauss_Kruger"]]'
  expect(readPrj(xian)).toEqual({ kind: 'foreign', datum: 'D_Xian_1980' })
  expect(readPrj('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]]').kind).toBe(
    'geographic',
  )
  expect(readPrj('').kind).toBe('unknown')
})

test('coordinates tell whether they are degrees, which zone they carry, and whether the axes are swapped', () => {
  const shape = (...ring: [number, number][]): Shape => [[ring]]
  expect(recognise([shape([118.9, 30.6], [118.91, 30.6], [118.9, 30.61])])).toEqual({
    kind: 'geographic',
    swapped: false,
  })
  expect(recognise([shape([30.6, 118.9], [30.61, 118.9])])).toEqual({ kind: 'geographic', swapped: true })
  expect(recognise([shape([40_401_000, 3_387_000], [40_402_000, 3_388_000])])).toMatchObject({
    system: { epsg: 4528 },
    swapped: false,
  })
  expect(recognise([shape([3_387_000, 40_401_000], [3_388_000, 40_402_000])])).toMatchObject({
    system: { epsg: 4528 },
    swapped: true,
  })
  expect(recognise([shape([20_401_000, 3_387_000])])).toMatchObject({ system: { epsg: 4498 } })
  expect(recognise([shape([401_000, 3_387_000])])).toEqual({ kind: 'zoneUnknown', swapped: false })
  expect(recognise([shape([3_387_000, 401_000])])).toEqual({ kind: 'zoneUnknown', swapped: true })
  expect(recognise([shape([1, 2])])).toEqual({ kind: 'none' })
})
