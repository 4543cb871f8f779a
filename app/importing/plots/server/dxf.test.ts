import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { areaOf } from '~/land/domain/geometry/shape'
import { readPlots } from '~test/plot-reading'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dxf-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Group = [code: number, value: string | number]
const N = 3_387_000
const E = 40_401_000

interface Drawn {
  closed?: boolean
  /** of the first edge */
  bulge?: number
  data?: string[]
}

function polyline(points: [number, number][], { closed = true, bulge = 0, data = [] }: Drawn = {}): Group[] {
  const vertices = points.flatMap(([x, y], index): Group[] => [
    [10, E + x],
    [20, N + y],
    [42, index === 0 ? bulge : 0],
  ])
  const xdata: Group[] = data.length > 0 ? [[1001, 'SOUTH'], ...data.map((each): Group => [1000, each])] : []
  return [[0, 'LWPOLYLINE'], [8, 'JZD'], [90, points.length], [70, closed ? 1 : 0], ...vertices, ...xdata]
}

const label = (x: number, y: number, words: string): Group[] => [
  [0, 'TEXT'],
  [8, 'ZJ'],
  [10, E + x],
  [20, N + y],
  [30, 0],
  [40, 2],
  [1, words],
]

const square = (at: number, side: number): [number, number][] => [
  [at, at],
  [at + side, at],
  [at + side, at + side],
  [at, at + side],
]

async function read(...entities: Group[][]) {
  const groups: Group[] = [
    [0, 'SECTION'],
    [2, 'HEADER'],
    [9, '$ACADVER'],
    [1, 'AC1015'],
    [9, '$DWGCODEPAGE'],
    [3, 'ANSI_936'],
    [0, 'ENDSEC'],
    [0, 'SECTION'],
    [2, 'ENTITIES'],
    ...entities.flat(),
    [0, 'ENDSEC'],
    [0, 'EOF'],
  ]
  const file = path.join(folder, 'plots.dxf')
  await writeFile(file, iconv.encode(groups.map(([code, value]) => `${code}\r\n${value}\r\n`).join(''), 'gbk'))
  return readPlots(file)
}

test('closed polylines are plots; the text within is number and name, in the code page of the drawing', async () => {
  const plots = await read(
    polyline(square(0, 200)),
    label(100, 150, 'GB00012'),
    label(100, 100, '城东地块'),
    polyline([...square(300, 100), [300, 300]], { closed: false, data: ['300000', '341801-7', '张三', '061'] }),
    polyline(
      [
        [600, 0],
        [700, 0],
        [700, 100],
      ],
      { closed: false },
    ),
  )
  expect(plots.map(({ code, name }) => [code, name])).toEqual([
    ['341801-7', null],
    ['GB00012', '城东地块'],
  ])
  expect(plots[1]?.drawing).toMatchObject({ epsg: 4528 })
})

test('a ring without a number inside another is its hole, one with a number is a plot', async () => {
  const plots = await read(
    polyline(square(0, 200)),
    label(10, 10, 'H-1'),
    polyline(square(50, 20)),
    polyline(square(100, 20), { data: ['300000', 'H-2'] }),
  )
  expect(plots.map(({ code, drawing }) => [code, drawing?.shape.map((polygon) => polygon.length)])).toEqual([
    ['H-2', [1]],
    ['H-1', [2]],
  ])
})

test('a bulge is an arc: a square with a half circle to one side has its area', async () => {
  const [plot] = await read(polyline(square(0, 100), { bulge: 1, data: ['300000', 'ARC-1'] }))
  expect(areaOf(plot?.drawing?.shape ?? [])).toBeCloseTo(100 * 100 + (Math.PI * 50 * 50) / 2, -1)
  const [hollow] = await read(polyline(square(0, 100), { bulge: -1, data: ['300000', 'ARC-2'] }))
  expect(areaOf(hollow?.drawing?.shape ?? [])).toBeCloseTo(100 * 100 - (Math.PI * 50 * 50) / 2, -1)
})

test('a drawing without anything closed, one that is cut off, and a DWG are refused with what to do', async () => {
  const refused = (words: string) => ({ userMessage: expect.stringContaining(words) })
  await expect(read(polyline(square(0, 10), { closed: false }))).rejects.toMatchObject(refused('闭合'))
  const file = path.join(folder, 'cut.dxf')
  await writeFile(file, '0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n90\n4\n10\n1')
  await expect(readPlots(file)).rejects.toMatchObject(refused('另存为 DXF'))
  const dwg = path.join(folder, 'plan.zip')
  await writeFile(dwg, 'AC1032\0\0')
  await expect(readPlots(dwg)).rejects.toMatchObject(refused('另存为 DXF'))
})
