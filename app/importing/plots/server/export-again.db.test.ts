import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { PLOT_FILE_ENDINGS, type PlotFormat } from '~/land/domain/export/plot-files'
import { exportPlots } from '~/land/server/export/export-plots'
import { database } from '~/platform/database/client'
import { projectRoot } from '~/platform/root'
import { useDatabase } from '~test/database'
import { rootUnit } from '~test/factories'
import { importPlots } from './import-plots'

const context: RequestContext = { actor: SYSTEM_ACTOR, now: new Date('2026-03-02T02:00:00Z'), via: 'cli' }
const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0

useDatabase()

let folder: string
let plots: number

/** What real plots have besides one plain ring: a hole, a second part, no drawing, an area that only the drawing measures. */
const UNUSUAL = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { 宗地号: 'HOLE-1', 地块名称: '带洞“甲”地块', 状态: '征而未供' },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [118.4, 30.1],
              [118.404, 30.1],
              [118.404, 30.104],
              [118.4, 30.104],
              [118.4, 30.1],
            ],
            [
              [118.401, 30.101],
              [118.401, 30.103],
              [118.403, 30.103],
              [118.403, 30.101],
              [118.401, 30.101],
            ],
          ],
          [
            [
              [118.41, 30.1],
              [118.411, 30.1],
              [118.411, 30.1011],
              [118.41, 30.1],
            ],
          ],
        ],
      },
    },
    { type: 'Feature', properties: { 宗地号: 'BARE-1', 面积亩: 12.5, 状态: '规划未批' }, geometry: null },
  ],
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'export-'))
  await rootUnit()
  const zip = path.join(projectRoot(), 'test', 'fixtures', 'land', 'plots-gbk-epsg4549.zip')
  const unusual = path.join(folder, 'unusual.geojson')
  await writeFile(unusual, JSON.stringify(UNUSUAL))
  const [first, second] = [
    await importPlots(context, { file: zip, commit: true }),
    await importPlots(context, { file: unusual, commit: true }),
  ]
  plots = first.created + second.created
})

afterAll(() => rm(folder, { recursive: true }))

interface Form {
  format: PlotFormat
  epsg?: number
  encoding?: string
}

async function written(form: Form): Promise<string> {
  const file = path.join(folder, `${Object.values(form).join('-')}.${PLOT_FILE_ENDINGS[form.format]}`)
  expect(await exportPlots(context, { filter: {}, ...form }, file)).toMatchObject({ plots, withoutDrawing: 1 })
  return file
}

const FORMS: Form[] = [
  { format: 'geojson' },
  { format: 'shapefile' },
  { format: 'shapefile', encoding: 'UTF-8', epsg: 4528 },
  { format: 'shapefile', epsg: 4490 },
  { format: 'txt' },
  { format: 'txt', encoding: 'UTF-8', epsg: 4548 },
  { format: 'xlsx' },
]

test('plots of every make are there to be exported', () => {
  expect(plots).toBe(314)
})

describe('every export imports back and changes nothing', () => {
  test.each(FORMS)('$format $encoding $epsg', async (form) => {
    const file = await written(form)
    const again = await importPlots(context, { file, commit: true })
    expect(again.findings.filter(({ level }) => level === 'error')).toEqual([])
    // A 报盘 text has no place for a plot that is not drawn.
    const told = form.format === 'txt' ? plots - 1 : plots
    expect(again).toMatchObject({ plots: told, unchanged: told, created: 0, updated: 0, heldRows: 0 })
  })
})

test.skipIf(!hasGdal)(
  'GDAL reads each of them with the same number, fields and area (gdal-bin is installed)',
  async () => {
    const [{ mu }] = await database().$queryRaw<[{ mu: number }]>`
    SELECT sum(computed_mu)::float8 AS mu FROM plot WHERE retired_on IS NULL`
    for (const form of [{ format: 'shapefile' }, { format: 'shapefile', encoding: 'UTF-8', epsg: 4528 }] as const) {
      const file = await written(form)
      const select = 'SELECT count(*) AS n, sum(ST_Area(geometry)) AS m2, min("状态") AS s FROM plots'
      const told = execFileSync('ogrinfo', ['-ro', '-q', '-dialect', 'sqlite', '-sql', select, `/vsizip/${file}`], {
        encoding: 'utf8',
      })
      expect(Number(/n \(Integer\) = (\d+)/.exec(told)?.[1])).toBe(plots)
      expect(Number(/m2 \(Real\) = ([\d.]+)/.exec(told)?.[1]) / (10_000 / 15)).toBeCloseTo(mu, 0)
      expect(told).toMatch(/s \(String\) = (?:供而未用|征而未供|批而未征|规划未批|已开工|已投产)/)
    }
    const file = await written({ format: 'geojson' })
    const told = execFileSync('ogrinfo', ['-so', '-al', file], { encoding: 'utf8' })
    expect(told).toContain(`Feature Count: ${plots}`)
    expect(told).toMatch(/面积亩: Real/)
  },
)

test('a character that GBK lacks is said instead of destroyed', async () => {
  const file = path.join(folder, 'rare.csv')
  await writeFile(file, '宗地号,地块名称,面积（亩）,状态\nRARE-1,𠮷家村地块,10,规划未批')
  await importPlots(context, { file, commit: true })
  const rare = { filter: { q: 'RARE-1' }, format: 'shapefile' as const }
  await expect(exportPlots(context, rare, path.join(folder, 'rare.zip'))).rejects.toMatchObject({
    userMessage: expect.stringContaining('请把编码选为 UTF-8'),
  })
  await exportPlots(context, { ...rare, encoding: 'UTF-8' }, path.join(folder, 'rare.zip'))
})
