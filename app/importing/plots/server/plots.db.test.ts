import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { statusOfWord } from '~/land/domain/status'
import { database } from '~/platform/database/client'
import { projectRoot } from '~/platform/root'
import { useDatabase } from '~test/database'
import { rootUnit } from '~test/factories'
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

beforeAll(async () => {
  await rootUnit()
  report = await importPlots(context, { file: fixture('plots-gbk-epsg4549.zip'), commit: true })
})

test('the Shapefile of the county is read as its truth says, words in GBK and areas to 0.01 亩', async () => {
  expect(report.findings.filter(({ level }) => level === 'error')).toEqual([])
  expect(report).toMatchObject({ plots: truth.plots, created: truth.plots, heldRows: 0, totalMu: truth.totalMu })
  const byStatus = Object.fromEntries(
    Object.entries(truth.byStatus).map(([word, totals]) => [statusOfWord(word), totals]),
  )
  const read = Object.fromEntries(Object.entries(report.byStatus).map(([word, totals]) => [statusOfWord(word), totals]))
  expect(read).toEqual(byStatus)
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
