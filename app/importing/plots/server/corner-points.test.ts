import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeXlsx, type Cell, type Sheet } from '~/platform/xlsx'
import { readPlots } from '~test/plot-reading'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'points-'))
})
afterAll(() => rm(folder, { recursive: true }))

const sheet = (name: string, head: string[], rows: Cell[][]): Sheet => ({ name, head, rows })

async function read(sheets: [Sheet, ...Sheet[]], options = {}) {
  const file = path.join(folder, 'points.xlsx')
  await writeXlsx(file, ...sheets)
  return readPlots(file, options)
}

const N = 3_387_000
const E = 40_401_000

/** The corners of a square, as X north and Y east. */
const corners = (at: number, side: number): [number, number][] => [
  [N + at, E + at],
  [N + at, E + at + side],
  [N + at + side, E + at + side],
  [N + at + side, E + at],
]

const vertices = (plot: Awaited<ReturnType<typeof readPlots>>[number]) =>
  plot.drawing?.shape.map((polygon) => polygon.map((ring) => ring.length))

test('several plots in one sheet: their numbers at the first point, attributes too, closed or not, a hole by its ring', async () => {
  const [first, second] = await read([
    sheet(
      '界址点成果表',
      ['地块编号', '面积（亩）', '状态', '圈号', '界址点号', 'X坐标（m）', 'Y坐标（m）'],
      [
        ...corners(0, 200).map(([x, y], at): Cell[] =>
          at === 0 ? ['A-1', 60, '征而未供', 1, 'J1', x, y] : [null, null, null, 1, `J${at + 1}`, x, y],
        ),
        [null, null, null, 1, 'J1', N, E],
        ...corners(50, 20).map(([x, y], at): Cell[] => ['A-1', null, null, 2, `J${at + 5}`, x, y]),
        ...corners(500, 100).map(([x, y], at): Cell[] => ['A-2', 15, '规划未批', 1, `J${at + 1}`, x, y]),
      ],
    ),
  ])
  expect(first).toMatchObject({ code: 'A-1', areaMu: '60', status: 'acquiredNotSupplied' })
  expect(first && vertices(first)).toEqual([[4, 4]])
  expect(first?.drawing?.epsg).toBe(4528)
  expect(second).toMatchObject({ code: 'A-2', areaMu: '15', status: 'planned' })
})

test.each([
  ['点号', '纵坐标X', '横坐标Y'],
  ['序号', '北坐标', '东坐标'],
  ['界址点', 'X', 'Y'],
])('headers vary: %s, %s, %s; a ring without a number ends where it closes', async (point, north, east) => {
  const ring = (at: number, side: number): Cell[][] =>
    [...corners(at, side), corners(at, side)[0] ?? [0, 0]].map(([x, y], index) => ['B-1', `J${index}`, x, y])
  const [plot] = await read([sheet('点', ['宗地号', point, north, east], [...ring(0, 200), ...ring(50, 20)])])
  expect(plot?.code).toBe('B-1')
  expect(plot && vertices(plot)).toEqual([[4, 4]])
})

test('one sheet a plot, with its number in the title or as the name of the sheet', async () => {
  const points = corners(0, 100).map(([x, y], at): Cell[] => [`J${at + 1}`, x, y])
  const plots = await read([
    sheet('表一', ['宗地号：C-1 界址点成果表'], [['点号', 'X坐标', 'Y坐标'], ...points]),
    sheet('C-2', ['点号', 'X坐标', 'Y坐标'], points),
  ])
  expect(plots.map(({ code }) => code)).toEqual(['C-1', 'C-2'])
})

test('attributes on another sheet are joined by the number; a plot that only has points stands by itself', async () => {
  const plots = await read([
    sheet('地块', ['宗地号', '地块名称', '面积（亩）', '状态'], [['D-1', '城东', 15, '规划未批']]),
    sheet(
      '界址点',
      ['宗地号', '点号', 'X坐标', 'Y坐标'],
      ['D-1', 'D-2'].flatMap((code, index) =>
        corners(index * 300, 100).map(([x, y], at): Cell[] => [code, `J${at + 1}`, x, y]),
      ),
    ),
  ])
  expect(plots.map(({ code, name, drawing }) => [code, name, drawing !== null])).toEqual([
    ['D-1', '城东', true],
    ['D-2', null, true],
  ])
})

test('a point with one coordinate alone is refused with its row', async () => {
  const rows: Cell[][] = corners(0, 100).map(([x, y], at) => ['E-1', `J${at + 1}`, x, at === 2 ? '待测' : y])
  await expect(read([sheet('点', ['宗地号', '点号', 'X坐标', 'Y坐标'], rows)])).rejects.toMatchObject({
    userMessage: expect.stringMatching(/第 4 行的坐标不全/),
  })
})
