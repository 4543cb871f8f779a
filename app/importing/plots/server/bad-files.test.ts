import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writePrj } from '~/land/domain/formats/prj'
import { planeSystem } from '~/land/domain/coordinates/planes'
import type { Position } from '~/land/domain/geometry/shape'
import { firstCrossing } from '~/land/domain/geometry/crossings'
import type { WholePlot } from '~/land/domain/export/whole-plot'
import { writeShapefile } from '~/land/server/formats/write-shapefile'
import { openArchive } from '../../tables/formats/archive'
import { readPlots } from '~test/plot-reading'
import { zip } from '~test/archive'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bad-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

const SQUARE: Position[] = [
  [401_000, 3_387_000],
  [401_200, 3_387_000],
  [401_200, 3_387_200],
  [401_000, 3_387_200],
]

const plot = (code: string, ring: Position[] | null): WholePlot => ({
  code,
  name: null,
  park: null,
  landUseCode: null,
  status: 'planned',
  areaMu: 60,
  areaKind: 'table',
  quotaSource: null,
  minFar: null,
  minDensity: null,
  maxGreen: null,
  startPriceWan: null,
  drawing: ring && { epsg: 4549, shape: [[ring]] },
})

async function* once(plots: WholePlot[]): AsyncGenerator<WholePlot[]> {
  yield plots
}

/** The parts of a Shapefile of these plots, by their endings. */
async function partsOf(plots: WholePlot[]): Promise<Map<string, Buffer>> {
  const file = path.join(folder, 'whole.zip')
  await writeShapefile(file, once(plots), { epsg: 4549, encoding: 'GBK', day: '2026-01-02' })
  const archive = await openArchive(file)
  const parts = new Map<string, Buffer>()
  for (const name of archive.names) {
    const chunks: Buffer[] = []
    for await (const chunk of await archive.open(name)) chunks.push(chunk)
    parts.set(path.extname(name), Buffer.concat(chunks))
  }
  archive.close()
  return parts
}

async function shapefile(
  change: (parts: Map<string, Buffer>) => void,
  plots = [
    plot('P-1', SQUARE),
    plot(
      'P-2',
      SQUARE.map(([x, y]): Position => [x + 500, y]),
    ),
  ],
  options = {},
) {
  const parts = await partsOf(plots)
  change(parts)
  return read('plots.zip', zip([...parts].map(([extension, content]) => [`plots${extension}`, content])), options)
}

async function read(name: string, content: string | Buffer, options = {}) {
  const file = path.join(folder, name)
  await writeFile(file, content)
  return readPlots(file, options)
}

const feature = (geometry: unknown) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { 宗地号: 'G-1', 面积亩: 60, 状态: '规划未批' }, geometry }],
  })
const LON_LAT = [
  [118.9, 30.5],
  [118.902, 30.5],
  [118.902, 30.502],
  [118.9, 30.502],
  [118.9, 30.5],
]
const refusal = (words: string) => ({ userMessage: expect.stringContaining(words) })

describe('a Shapefile', () => {
  test('without .prj is held with what to choose, and read in the plane that is chosen', async () => {
    const bare = (parts: Map<string, Buffer>) => void parts.delete('.prj')
    const [held] = await shapefile(bare)
    expect(held?.told).toContain('请选择中央经线')
    const [taken] = await shapefile(bare, undefined, { epsg: 4549 })
    expect(taken?.drawing?.epsg).toBe(4549)
  })

  test('of another datum is held: who converts it is named', async () => {
    const xian = writePrj(planeSystem(4549)).replace('D_China_2000', 'D_Xian_1980')
    const [held] = await shapefile((parts) => parts.set('.prj', Buffer.from(xian)))
    expect(held?.told).toContain('请自然资源部门转换')
    expect(held?.drawing).toBeNull()
  })

  test('whose zone speaks against its coordinates is held, with both', async () => {
    const zoned = SQUARE.map(([x, y]): Position => [x + 39_000_000, y])
    const [held] = await shapefile(() => {}, [plot('P-1', zoned)])
    expect(held?.told).toMatch(/带号是 39（中央经线 117°），与文件所写的.*中央经线 120°.*不符/)
  })

  test('with swapped axes is turned, which is said', async () => {
    const [turned] = await shapefile(() => {}, [
      plot(
        'P-1',
        SQUARE.map(([x, y]): Position => [y, x]),
      ),
    ])
    expect(turned?.told).toContain('X、Y 已对调')
    expect(turned?.drawing?.shape[0]?.[0]).toEqual(expect.arrayContaining([SQUARE[0]]))
  })

  test('leaves deleted rows out, and takes one without a shape for a plot without a drawing', async () => {
    const plots = await shapefile(
      (parts) => {
        const dbf = parts.get('.dbf')
        dbf?.writeUInt8(0x2a, dbf.readUInt16LE(8))
      },
      [plot('GONE', SQUARE), plot('P-2', SQUARE), plot('BARE', null)],
    )
    expect(plots.map(({ code, drawing }) => [code, drawing !== null])).toEqual([
      ['P-2', true],
      ['BARE', false],
    ])
  })

  test('without its table, or cut off, is refused with what to do', async () => {
    await expect(shapefile((parts) => void parts.delete('.dbf'))).rejects.toMatchObject(refusal('没有同名的 .dbf'))
    const cut = (parts: Map<string, Buffer>) =>
      parts.set('.shp', parts.get('.shp')?.subarray(0, 180) ?? Buffer.alloc(0))
    await expect(shapefile(cut)).rejects.toMatchObject(refusal('已损坏或不完整'))
    await expect(shapefile((parts) => parts.set('.shp', Buffer.from('no shape')))).rejects.toMatchObject(
      refusal('已损坏或不完整'),
    )
  })
})

test('a broken zip, a bomb and one without anything of ours are refused with what to do', async () => {
  await expect(read('broken.zip', 'PK\x03\x04 and nothing')).rejects.toMatchObject(refusal('已损坏'))
  const bomb = zip([['plots.shp', Buffer.alloc(30 * 1024 * 1024)]])
  await expect(read('bomb.zip', bomb)).rejects.toMatchObject(refusal('已停止读取'))
  await expect(read('other.zip', zip([['readme.md', 'x']]))).rejects.toMatchObject({ status: 422 })
})

test('of heights only the place is taken; parts and holes stay', async () => {
  const high = LON_LAT.map((position) => [...position, 12.5])
  const [flat] = await read('z.geojson', feature({ type: 'Polygon', coordinates: [high] }))
  expect(flat?.drawing?.shape[0]?.[0]?.[0]).toHaveLength(2)
  const hole = LON_LAT.map(([lon = 0, lat = 0]) => [118.9005 + (lon - 118.9) / 4, 30.5005 + (lat - 30.5) / 4])
  const far = LON_LAT.map(([lon = 0, lat = 0]) => [lon + 0.01, lat])
  const [parts] = await read('m.geojson', feature({ type: 'MultiPolygon', coordinates: [[LON_LAT, hole], [far]] }))
  expect(parts?.drawing?.shape.map((polygon) => polygon.length)).toEqual([2, 1])
})

test.each([
  ['null', null],
  ['empty', { type: 'Polygon', coordinates: [] }],
  ['of two points', { type: 'Polygon', coordinates: [LON_LAT.slice(0, 2)] }],
  ['a point', { type: 'Point', coordinates: LON_LAT[0] }],
])('a geometry that is %s leaves a plot without a drawing', async (_, geometry) => {
  const [bare] = await read('bare.geojson', feature(geometry))
  expect(bare).toMatchObject({ code: 'G-1', areaMu: '60', drawing: null })
})

test('a boundary of 200,000 vertices is read and searched for crossings', { timeout: 60_000 }, async () => {
  const ring = Array.from({ length: 200_000 }, (_, at): Position => {
    const angle = (2 * Math.PI * at) / 200_000
    return [401_000 + 900 * Math.cos(angle), 3_387_000 + 900 * Math.sin(angle)]
  })
  const [round] = await shapefile(() => {}, [plot('BIG', ring)])
  expect(round?.drawing?.shape[0]?.[0]).toHaveLength(200_000)
  expect(firstCrossing(round?.drawing?.shape ?? [])).toBeNull()
})

test('what is no map and no table is refused by what it is', async () => {
  await expect(read('scan.pdf', '%PDF-1.4')).rejects.toMatchObject(refusal('不是表格'))
  await expect(read('旧.et', 'no compound file')).rejects.toMatchObject(refusal('扩展名是 .et'))
  await expect(read('空.txt', '[属性描述]\n[地块坐标]\n')).rejects.toMatchObject(refusal('以 @ 结尾的地块行'))
})
