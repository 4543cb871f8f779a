import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstCrossing } from './crossings'
import { intersection } from './clip'
import { cutAlong, cutIntoEqualParts, mergeShapes, splitByLine, type Divided } from './divide'
import { overlapOf } from './overlap'
import { areaOf, muOf, perimeterOf, signedArea, type Position, type Ring, type Shape } from './shape'
import { weld } from './weld'

/** Corner of a county on its plane: coordinates are as large as they are in earnest. */
const CORNER: Position = [462_345.678, 3_387_123.456]

const at = (x: number, y: number): Position => [CORNER[0] + x, CORNER[1] + y]

const rectangle = (x: number, y: number, width: number, height: number): Ring => [
  at(x, y),
  at(x + width, y),
  at(x + width, y + height),
  at(x, y + height),
]

/** A star-shaped plot about a centre, which may be concave but never crosses itself. */
const plot = fc
  .array(fc.double({ min: 40, max: 400, noNaN: true }), { minLength: 3, maxLength: 24 })
  .map((reaches): Shape => {
    const ring = reaches.map((reach, index): Position => {
      const angle = (2 * Math.PI * index) / reaches.length
      return at(Math.round(1000 * reach * Math.cos(angle)) / 1000, Math.round(1000 * reach * Math.sin(angle)) / 1000)
    })
    return [[ring]]
  })

const partsOf = (divided: Divided): readonly Shape[] => {
  if ('problem' in divided) throw new Error(divided.problem)
  return divided.parts
}

test('fifteen 亩 are a hectare', () => {
  expect(muOf(areaOf([[rectangle(0, 0, 100, 100)]]))).toBeCloseTo(15, 9)
})

test('a hole is no ground', () => {
  expect(areaOf([[rectangle(0, 0, 100, 100), rectangle(10, 10, 20, 20)]])).toBeCloseTo(9_600, 6)
})

test('the way round and the place on the plane change no area', () => {
  fc.assert(
    fc.property(plot, fc.integer({ min: -400_000, max: 400_000 }), (shape, east) => {
      const [outer = []] = shape[0] ?? []
      const moved: Shape = [[outer.map(([x, y]): Position => [x + east, y]).reverse()]]
      expect(areaOf(moved)).toBeCloseTo(areaOf(shape), 3)
      expect(signedArea(moved[0]?.[0] ?? [])).toBeLessThan(0)
    }),
  )
})

describe('a plot that is divided', () => {
  test('keeps its ground: the parts add up, and none covers another', () => {
    fc.assert(
      fc.property(plot, fc.double({ min: -30, max: 30, noNaN: true }), (shape, offset) => {
        const parts = partsOf(splitByLine(shape, [at(-1, offset), at(1, offset + 0.7)]))
        expect(parts.reduce((sum, part) => sum + areaOf(part), 0)).toBeCloseTo(areaOf(shape), 2)
        expect(parts.length === 2 && parts[0] && parts[1] && overlapOf(parts[0], parts[1])).toBeNull()
      }),
    )
  })

  test('is cut to exactly so many 亩 along any of its sides', () => {
    fc.assert(
      fc.property(plot, fc.nat(23), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (shape, side, share) => {
        const wanted = areaOf(shape) * share
        const [cut = []] = partsOf(cutAlong(shape, side, wanted))
        expect(Math.abs(muOf(areaOf(cut)) - muOf(wanted))).toBeLessThan(0.005)
      }),
    )
  })

  test('falls into equal parts', () => {
    fc.assert(
      fc.property(plot, fc.integer({ min: 2, max: 6 }), (shape, count) => {
        const parts = partsOf(cutIntoEqualParts(shape, 0, count))
        expect(parts).toHaveLength(count)
        for (const part of parts) expect(muOf(areaOf(part))).toBeCloseTo(muOf(areaOf(shape)) / count, 2)
      }),
    )
  })

  test('is left whole by a line that misses it, one that crosses itself, and more 亩 than it has', () => {
    const shape: Shape = [[rectangle(0, 0, 100, 100)]]
    expect(splitByLine(shape, [at(0, 200), at(100, 200)])).toEqual({ problem: 'lineMisses' })
    expect(splitByLine(shape, [at(0, 0), at(50, 50), at(50, 0), at(0, 50)])).toEqual({ problem: 'lineCrossesItself' })
    expect(splitByLine(shape, [at(0, 0)])).toEqual({ problem: 'lineTooShort' })
    expect(cutAlong(shape, 0, 10_000)).toEqual({ problem: 'tooLarge' })
    expect(cutAlong(shape, 0, 0)).toEqual({ problem: 'tooSmall' })
  })

  test('is divided by a bent line as it runs', () => {
    const parts = partsOf(splitByLine([[rectangle(0, 0, 100, 100)]], [at(0, 50), at(50, 50), at(50, 100)]))
    expect(parts.map((part) => Math.round(areaOf(part)))).toEqual([2_500, 7_500])
  })
})

describe('plots that adjoin', () => {
  /** A block of 5 by 5 plots in a slanted frame, vertices rounded to a millimetre each for itself, as surveys give them. */
  const block = (slant: number): Shape[] =>
    Array.from({ length: 25 }, (_, index) => {
      const [column, row] = [index % 5, Math.floor(index / 5)]
      const turn = ([x, y]: Position): Position => [
        Math.round(1000 * (CORNER[0] + x * Math.cos(slant) - y * Math.sin(slant))) / 1000,
        Math.round(1000 * (CORNER[1] + x * Math.sin(slant) + y * Math.cos(slant))) / 1000,
      ]
      // Every other plot has a vertex on the side that its neighbour has not.
      const [x, y] = [column * 97.131, row * 83.477]
      const side: Position[] = index % 2 ? [[x + 97.131, y + 31.3]] : []
      const ring: Position[] = [[x, y], [x + 97.131, y], ...side, [x + 97.131, y + 83.477], [x, y + 83.477]]
      return [[ring.map(turn)]]
    })

  test('become one plot, whatever way they lie', () => {
    for (let round = 0; round < 40; round++) {
      const merged = mergeShapes(block(round * 0.037))
      expect('shape' in merged && merged.shape.length).toBe(1)
      expect('shape' in merged && areaOf(merged.shape)).toBeCloseTo(25 * 97.131 * 83.477, 0)
    }
  })

  test('do not overlap by the rounding of their vertices', () => {
    for (let round = 0; round < 40; round++) {
      const plots = block(round * 0.037)
      for (const [index, plot] of plots.entries())
        for (const other of plots.slice(index + 1)) expect(overlapOf(plot, other)).toBeNull()
    }
  })

  test('share their vertices once welded', () => {
    const [left = [], right = []] = weld([[[rectangle(0, 0, 100, 100)]], [[rectangle(100.02, 20, 50, 50)]]])
    expect(left[0]?.[0]).toHaveLength(6)
    expect(overlapOf(left, right)).toBeNull()
  })

  test('are not merged across a gap', () => {
    expect(mergeShapes([[[rectangle(0, 0, 10, 10)]], [[rectangle(20, 0, 10, 10)]]])).toEqual({
      problem: 'notAdjoining',
    })
  })
})

describe('an overlap', () => {
  const plotOf = (ring: Ring): Shape => [[ring]]

  test('counts from a square metre and five centimetres of width', () => {
    const one = plotOf(rectangle(0, 0, 100, 100))
    expect(overlapOf(one, plotOf(rectangle(99.96, 0, 100, 100)))).toBeNull()
    expect(overlapOf(one, plotOf(rectangle(99.9, 0, 100, 100)))?.area).toBeCloseTo(10, 1)
    expect(overlapOf(one, plotOf(rectangle(99.9, 95, 100, 100)))).toBeNull()
    expect(overlapOf(one, plotOf(rectangle(200, 0, 100, 100)))).toBeNull()
  })

  test('is what clipping says, also where the look along the edges already decides', () => {
    const metres = fc.integer({ min: -800_000, max: 800_000 }).map((millimetres) => millimetres / 1000)
    const nearly = fc.oneof(
      metres,
      fc.integer({ min: -120, max: 120 }).map((millimetres) => millimetres / 1000),
    )
    fc.assert(
      fc.property(plot, plot, nearly, nearly, (one, other, dx, dy) => {
        const moved = other.map((polygon) => polygon.map((ring) => ring.map(([x, y]): Position => [x + dx, y + dy])))
        const both = intersection(one, moved)
        const area = areaOf(both)
        const counts = area >= 1 && area / (perimeterOf(both) / 2) >= 0.05
        expect(overlapOf(one, moved) !== null).toBe(counts)
      }),
      { numRuns: 500 },
    )
  })

  test('of rectangles side by side is decided at a millimetre of five centimetres', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 20, max: 500 }), (millimetres, side) => {
        const one = plotOf(rectangle(0, 0, side, side))
        const other = plotOf(rectangle(side - millimetres / 1000, 0, side, side))
        expect(overlapOf(one, other) !== null).toBe((millimetres / 1000) * side >= 1 && millimetres > 50)
      }),
    )
  })
})

describe('a boundary that crosses itself', () => {
  test('is found, with the place', () => {
    const place = firstCrossing([[[at(0, 0), at(100, 100), at(100, 0), at(0, 100)]]])
    expect(place?.map((value, axis) => Math.round(value - (CORNER[axis] ?? 0)))).toEqual([50, 50])
  })

  test('is none in a plot that only turns inward', () => {
    fc.assert(
      fc.property(plot, (shape) => {
        expect(firstCrossing(shape)).toBeNull()
      }),
    )
  })

  test('is looked for in 200,000 vertices without delay', () => {
    const ring = Array.from({ length: 200_000 }, (_, index): Position => {
      const angle = (2 * Math.PI * index) / 200_000
      return at(500 * Math.cos(angle), 500 * Math.sin(angle))
    })
    expect(firstCrossing([[ring]])).toBeNull()
  })
})
