import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divideDrawing, mergeDrawings, muOfDrawing, onPlane, sidesOf, type DivisionWay } from './division'
import type { Drawing } from '../draft'
import { areaOf, mapPositions, type Position } from '../geometry/shape'
import { projectionOf, planeAt } from '../coordinates/systems'
import { readPoints, writePoints } from './written-points'

const SQUARE: Drawing = {
  epsg: 4549,
  shape: [
    [
      [
        [400_000.123, 3_387_000.456],
        [400_200.123, 3_387_000.456],
        [400_200.123, 3_387_200.456],
        [400_000.123, 3_387_200.456],
      ],
    ],
  ],
}
/** The same ground in degrees, with more digits than a millimetre has. */
const IN_DEGREES: Drawing = {
  epsg: 4490,
  shape: mapPositions(SQUARE.shape, projectionOf(planeAt(120)).toLonLat),
}

const partsOf = (drawing: Drawing, way: DivisionWay) => {
  const divided = divideDrawing(drawing, way)
  if ('problem' in divided) throw new Error(divided.problem)
  return divided.parts
}
const points = ({ shape }: Drawing) => shape.flat(2).map((position) => position.join())

describe.each([
  ['on a plane', SQUARE],
  ['in degrees', IN_DEGREES],
])('a drawing %s that is divided', (_, drawing) => {
  test('keeps its points to the digit of the source, and its 亩 add up to the hundredth', () => {
    const parts = partsOf(drawing, { way: 'equal', side: 0, count: 3 })
    expect(parts.map(({ mu }) => mu.toFixed(2))).toEqual(['20.00', '20.00', '20.00'])
    const kept = new Set(parts.flatMap((part) => points(part.drawing)))
    for (const point of points(drawing)) expect(kept).toContain(point)
  })

  test('is cut to exactly so many 亩 along any side', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.integer({ min: 1, max: 5999 }), (side, hundredths) => {
        const [cut, rest] = partsOf(drawing, { way: 'cut', side, mu: hundredths / 100 })
        expect(cut?.mu.toFixed(2)).toBe((hundredths / 100).toFixed(2))
        expect(Math.abs((cut?.mu ?? 0) + (rest?.mu ?? 0) - muOfDrawing(drawing))).toBeLessThan(0.005)
      }),
      { numRuns: 40 },
    )
  })

  test('becomes itself again when its parts are merged', () => {
    const merged = mergeDrawings(partsOf(drawing, { way: 'equal', side: 1, count: 4 }).map((part) => part.drawing))
    if ('problem' in merged) throw new Error(merged.problem)
    expect(merged.part.mu).toBeCloseTo(muOfDrawing(drawing), 3)
    for (const point of points(drawing)) expect(points(merged.part.drawing)).toContain(point)
  })
})

test('a line in degrees divides a drawing that is in metres', () => {
  const { toLonLat } = projectionOf(planeAt(120))
  const text = [toLonLat([400_050.123, 3_386_900]), toLonLat([400_050.123, 3_387_300])]
    .map((it) => it.join(' '))
    .join(';')
  const read = readPoints(text, 4549)
  if ('fault' in read) throw new Error(read.fault)
  const parts = partsOf(SQUARE, { way: 'line', line: read.rings.flat() })
  expect(parts.map(({ mu }) => mu.toFixed(2)).toSorted()).toEqual(['15.00', '45.00'])
})

test('sides are told by where they lie and how long they are', () => {
  expect(sidesOf(SQUARE).map(({ facing, length }) => `${facing} ${length.toFixed(2)}`)).toEqual([
    '南 200.00',
    '东 200.00',
    '北 200.00',
    '西 200.00',
  ])
  const [outer = []] = SQUARE.shape[0] ?? []
  expect(sidesOf({ epsg: 4549, shape: [[[...outer].reverse()]] }).map(({ facing }) => facing)).toEqual([
    '北',
    '东',
    '南',
    '西',
  ])
})

describe('points as people write them', () => {
  test.each([
    ['a drawing as it is written', writePoints(SQUARE), 4549],
    [
      'X north before Y east, with names of points',
      'J1 3387000.456 400000.123\nJ2,3387000.456,400200.123\nJ3 3387200.456 400200.123',
      4549,
    ],
    [
      'the number of the zone before Y, which the plane lacks',
      '3387000.456 40400000.123\n3387000.456 40400200.123\n3387200.456 40400200.123',
      4549,
    ],
    [
      'degrees',
      IN_DEGREES.shape
        .flat(2)
        .slice(0, 3)
        .map((it) => it.join('，'))
        .join('\n'),
      4549,
    ],
    [
      'latitude before longitude',
      IN_DEGREES.shape
        .flat(2)
        .slice(0, 3)
        .map(([lon, lat]) => `${lat} ${lon}`)
        .join('；'),
      4549,
    ],
  ])('%s', (_, text, epsg) => {
    const read = readPoints(text, epsg)
    if ('fault' in read) throw new Error(read.fault)
    expect(read.rings[0]?.slice(0, 3).map(([x, y]): Position => [Number(x.toFixed(3)), Number(y.toFixed(3))])).toEqual(
      SQUARE.shape.flat(2).slice(0, 3),
    )
  })

  test('a blank line begins another ring', () => {
    const read = readPoints(writePoints({ epsg: 4549, shape: [...SQUARE.shape, ...SQUARE.shape] }), 4549)
    expect('rings' in read && read.rings).toHaveLength(2)
  })

  test.each([
    ['', '请填写坐标'],
    ['3387000', '应为两个坐标'],
    ['东边 西边', '应为两个坐标'],
    ['5 5\n6 6', '既不是经纬度'],
  ])('%j is refused', (text, fault) => {
    const read = readPoints(text, 4549)
    expect('fault' in read && read.fault).toContain(fault)
  })
})

test('drawings of different planes are put onto that of the first', () => {
  const other: Drawing = { epsg: 4490, shape: mapPositions(SQUARE.shape, projectionOf(planeAt(120)).toLonLat) }
  const { shapes } = onPlane([SQUARE, other])
  expect(areaOf(shapes[1] ?? [])).toBeCloseTo(areaOf(SQUARE.shape), 3)
})
