import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { projectRoot } from '~/platform/root'
import { useDatabase } from '~test/database'
import { rootUnit } from '~test/factories'
import { landSummary } from '~/land/server/status/land-summary'
import { plotsByStatus } from '~/land/server/plots'
import { correctRow } from '../../tables/server/correct-row'
import { undoImport } from '../../tables/server/undo-import'
import { importPlots, type PlotReport } from './import-plots'

const fixture = (name: string) => path.join(projectRoot(), 'test', 'fixtures', 'land', name)
const context: RequestContext = { actor: SYSTEM_ACTOR, now: new Date('2026-03-02T02:00:00Z'), via: 'cli' }

useDatabase()

interface Truth {
  plots: number
  totalMu: number
  byStatus: Record<string, { plots: number; mu: number }>
  firstPlot: { 宗地号: string; firstVertexLonLat: [number, number] }
}

const truth: Truth = JSON.parse(readFileSync(fixture('plots.truth.json'), 'utf8'))

let report: PlotReport
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plots-'))
  await rootUnit()
  report = await importPlots(context, { file: fixture('plots-gbk-epsg4549.zip'), commit: true })
})

afterAll(() => rm(folder, { recursive: true }))

test('the Shapefile of the county is read as its truth says, words in GBK and areas to 0.01 亩', async () => {
  expect(report.findings.filter(({ level }) => level === 'error')).toEqual([])
  expect(report).toMatchObject({ plots: truth.plots, created: truth.plots, heldRows: 0, totalMu: truth.totalMu })
  expect(report.byStatus).toEqual(truth.byStatus)
})

test('the first plot lies where the truth says, and what is drawn measures what the table says', async () => {
  const plot = await database().plot.findFirstOrThrow({ where: { code: truth.firstPlot['宗地号'] } })
  const [lon, lat] = truth.firstPlot.firstVertexLonLat
  const { coordinates } = plot.geometry as unknown as { coordinates: [number, number][][] }
  const nearest = Math.min(...(coordinates[0] ?? []).map(([x, y]) => Math.hypot(x - lon, y - lat)))
  expect(nearest).toBeLessThan(1e-6)
  expect(plot.sourceEpsg).toBe(4549)
  const [differing] = await database().$queryRaw<[{ plots: number }]>`
    SELECT count(*)::int AS plots FROM plot WHERE abs(area_mu - computed_mu) > 0.01`
  expect(differing.plots).toBe(0)
})

test('the same file again changes nothing', async () => {
  const again = await importPlots(context, { file: fixture('plots-gbk-epsg4549.zip'), commit: true })
  expect(again).toMatchObject({ plots: truth.plots, created: 0, updated: 0, unchanged: truth.plots, heldRows: 0 })
})

describe('a later table', () => {
  const CODE = '341801GB00002'
  const table = async (name: string, ...lines: string[]) => {
    const file = path.join(folder, name)
    await writeFile(file, lines.join('\n'))
    return importPlots(context, { file, commit: true })
  }
  const stored = () => database().plot.findFirstOrThrow({ where: { code: CODE } })
  const lastImport = () => database().importBatch.findFirstOrThrow({ orderBy: { id: 'desc' } })

  test('changes what its columns say; drawing, park and all it has no column for stay', async () => {
    const before = await stored()
    const changed = await table('status.csv', '宗地号,地块名称,面积（亩）,状态', `${CODE},河沥园区1-1-2,47.92,征而未供`)
    expect(changed).toMatchObject({ plots: 1, updated: 1, heldRows: 0 })
    const { status, landUseCode, parkId, sourceGeometry, minFar } = await stored()
    expect(status).toBe('acquiredNotSupplied')
    expect({ landUseCode, parkId, sourceGeometry, minFar }).toEqual({
      landUseCode: before.landUseCode,
      parkId: before.parkId,
      sourceGeometry: before.sourceGeometry,
      minFar: before.minFar,
    })
  })

  test('is undone with its status, in the plot and in the history that figures count', async () => {
    const { id } = await lastImport()
    await undoImport(context, { id })
    expect((await stored()).status).toBe('approvedNotAcquired')
    const { byStatus } = await landSummary(context)
    for (const { status, plots } of await plotsByStatus(context, {}))
      expect([status, byStatus[status]?.plots]).toEqual([status, plots])
  })

  test('that gives a new plot neither area nor drawing holds it', async () => {
    expect(await table('bare.csv', '宗地号,地块名称,园区,状态', 'NEW-1,新地块,河沥园区,征而未供')).toMatchObject({
      created: 0,
      heldRows: 1,
    })
  })
})

test('a held row that is corrected keeps its drawing', async () => {
  const file = path.join(folder, 'no-status.geojson')
  const ring = [
    [118.5, 30.2],
    [118.502, 30.2],
    [118.502, 30.202],
    [118.5, 30.202],
    [118.5, 30.2],
  ]
  const feature = {
    type: 'Feature',
    properties: { 宗地号: 'HELD-1', 面积亩: 60, 状态: '待定', 园区: '河沥园区' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
  await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
  expect(await importPlots(context, { file, commit: true })).toMatchObject({ created: 0, heldRows: 1 })
  const row = await database().importRow.findFirstOrThrow({
    where: { state: 'held', batch: { fileName: 'no-status.geojson' } },
  })
  await correctRow(context, {
    batchId: row.batchId,
    rowId: row.id,
    version: row.version,
    values: { status: '征而未供' },
  })
  expect(await database().plot.findFirstOrThrow({ where: { code: 'HELD-1' } })).toMatchObject({
    status: 'acquiredNotSupplied',
    sourceEpsg: 4326,
  })
})

test('a Shapefile that is cut off is refused with what to do', async () => {
  const file = path.join(folder, 'cut.zip')
  await writeFile(file, readFileSync(fixture('plots-gbk-epsg4549.zip')).subarray(0, 9_000))
  await expect(importPlots(context, { file })).rejects.toMatchObject({ code: 'invalid' })
})
