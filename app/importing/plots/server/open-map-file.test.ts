import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Position } from '~/land/domain/geometry/shape'
import { reportHead, reportPlot } from '~/land/domain/formats/report-text'
import { AppError } from '~/shared/errors'
import { fileMemory, readSheet, type TableRow } from '../../tables/domain/read-sheet'
import type { PlainDraft } from '../../tables/domain/plain'
import { planFile } from '../../tables/read'
import { plotOf } from '../domain/draft'
import { PLOTS } from '../domain/vocabulary'
import { openMapFile } from './open-map-file'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'map-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

const NOBODY = new Map<string, string>()
const SQUARE: Position[] = [
  [40_401_000, 3_387_000],
  [40_401_200, 3_387_000],
  [40_401_200, 3_387_200],
  [40_401_000, 3_387_200],
]

async function read(name: string, content: string | Buffer, options = {}): Promise<TableRow<PlainDraft>[]> {
  const file = path.join(folder, name)
  await writeFile(file, content)
  const source = await openMapFile(file, name, options)
  try {
    const [sheet] = await planFile(PLOTS, source)
    if (!sheet) throw new Error('no sheet')
    const rows: TableRow<PlainDraft>[] = []
    const reading = readSheet(PLOTS, sheet.source.rows(), sheet.plan, sheet.merges, fileMemory(PLOTS), null)
    for (let next = await reading.next(); !next.done; next = await reading.next()) rows.push(next.value)
    return rows
  } finally {
    await source.close()
  }
}

const geoJson = (coordinates: unknown, crs?: string) =>
  JSON.stringify({
    type: 'FeatureCollection',
    ...(crs ? { crs: { type: 'name', properties: { name: crs } } } : {}),
    features: [
      {
        type: 'Feature',
        properties: { 宗地号: 'P-1', 面积亩: 60.5, 状态: '征而未供', 用地性质: '二类工业用地' },
        geometry: { type: 'Polygon', coordinates: [coordinates] },
      },
    ],
  })

const refused = async (done: Promise<unknown>) => {
  const error = await done.catch((thrown: unknown) => thrown)
  return error instanceof AppError ? error.userMessage : `not refused: ${String(error)}`
}

describe('GeoJSON', () => {
  test('is read in degrees, with its fields by their names', async () => {
    const [row] = await read(
      'a.geojson',
      geoJson([
        [118.97, 30.6],
        [118.972, 30.6],
        [118.972, 30.602],
        [118.97, 30.6],
      ]),
    )
    const plot = plotOf(row!.draft, NOBODY)
    expect(plot).toMatchObject({ code: 'P-1', areaMu: '60.5', status: 'acquiredNotSupplied', landUseCode: '100102' })
    expect(plot.drawing).toMatchObject({ epsg: 4326 })
  })

  test('says the plane that its coordinates are in, and is turned where they are swapped', async () => {
    const swapped = SQUARE.map(([x, y]) => [y, x])
    const [row] = await read('b.geojson', geoJson(swapped, 'urn:ogc:def:crs:EPSG::4528'))
    expect(plotOf(row!.draft, NOBODY).drawing).toMatchObject({
      epsg: 4528,
      shape: [[expect.arrayContaining([SQUARE[0]])]],
    })
  })

  test('without a zone is held with what to do, and read once the plane is chosen', async () => {
    const bare = SQUARE.map(([x, y]) => [x - 40_000_000, y])
    const [held] = await read('c.geojson', geoJson(bare, 'local'), {})
    expect(held!.kind).toBe('held')
    const [row] = await read('c.geojson', geoJson(bare, 'local'), { epsg: 4549 })
    expect(plotOf(row!.draft, NOBODY).drawing).toMatchObject({ epsg: 4549 })
  })

  test('that is none is refused with what to do', async () => {
    expect(await refused(read('d.geojson', '{"type":"Feature'))).toContain('不是完整的 GeoJSON')
    expect(await refused(read('e.geojson', '{"type":"Topology"}'))).toContain('要素集合')
  })
})

describe('报盘 text', () => {
  const shape = [
    [
      SQUARE,
      [
        [40_401_050, 3_387_050],
        [40_401_060, 3_387_050],
        [40_401_060, 3_387_060],
      ] satisfies Position[],
    ],
  ]
  const plot = { code: 'DK-7', name: '城东地块', use: '工业用地', useCode: null, shape }
  const text = reportHead(4528, '2026-01-02') + reportPlot(plot)

  test('comes back as it was written: number, plane, holes and coordinates to a millimetre', async () => {
    const [row] = await read('f.txt', text)
    expect(row!.draft.values).toMatchObject({ code: 'DK-7', name: '城东地块' })
    const { drawing } = plotOf(row!.draft, NOBODY)
    expect(drawing?.epsg).toBe(4528)
    expect(drawing?.shape.map((polygon) => polygon.map((ring) => ring.length))).toEqual([[4, 3]])
  })

  test('of Xian 80 is held: it lies a hundred metres off', async () => {
    const [row] = await read('g.txt', text.replace('2000国家大地坐标系', '1980西安坐标系'))
    expect(row!.findings.map(({ message }) => message).join()).toContain('转换为 2000 坐标系')
    expect(row!.kind).toBe('held')
  })

  test('with a line that is no point is refused with its number', async () => {
    expect(await refused(read('h.txt', text.replace(/J2,1,.*/, 'J2,1,abc')))).toMatch(/第 \d+ 行不是界址点/)
  })
})

test('parts of a Shapefile and drawings of CAD are refused with what to do', async () => {
  expect(await refused(read('i.shp', 'x'.repeat(200)))).toContain('打成一个 zip')
  expect(await refused(read('j.dwg', 'AC1032'))).toContain('另存为 DXF')
  expect(await refused(read('l.geojson', ''))).toContain('空的')
})
