import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { countyBoundary, removeCounty } from '~/land/server/map/set-county'
import { env } from '~/platform/env'
import { prepareJobs, stopJobs } from '~/platform/jobs/jobs'
import { useDatabase } from '~test/database'
import { aContext, rootUnit } from '~test/factories'
import { refusal } from '~test/refusal'
import { importLedger } from '../../projects/server/import-ledger'
import { commitBatch } from '../../tables/server/commit-batch'
import { correctOptions } from '../../tables/server/correct-options'
import { importPage } from '../../tables/server/import-page'
import type { OpenOptions } from '../../tables/server/kind'
import { readBatch } from '../../tables/server/read-batch'
import { keepTable } from '../../tables/server/upload-table'
import { loadCounty } from './load-county'
import { importPlots } from './import-plots'
import { mapOfDrafts } from './map-of-drafts'

const { connection } = useDatabase()

let folder: string
let land: RequestContext

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'choices-'))
  Object.assign(env(), { DATA_DIR: folder })
  await prepareJobs(connection)
  const unit = await rootUnit()
  land = await aContext('land', { unitId: unit.id })
})

afterAll(async () => {
  await stopJobs()
  await rm(folder, { recursive: true, force: true })
})

const square = (x: number, y: number, side: number) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

async function geoJson(name: string, rings: number[][][], properties: object, crs?: string): Promise<string> {
  const file = path.join(folder, name)
  const features = rings.map((ring, at) => ({
    type: 'Feature',
    properties: { 宗地号: `${name}-${at}`, ...properties },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }))
  const said = crs ? { crs: { type: 'name', properties: { name: crs } } } : {}
  await writeFile(file, JSON.stringify({ type: 'FeatureCollection', ...said, features }))
  return file
}

test('the land office imports plots and sees their imports, never ledgers', async () => {
  const file = await geoJson('own.geojson', [square(118.9, 30.5, 0.001)], { 状态: '征而未供' })
  expect(await importPlots(land, { file, commit: true })).toMatchObject({ created: 1, heldRows: 0 })
  await expect(importLedger(land, { file })).rejects.toMatchObject({ code: 'forbidden' })
  const ledger = await database().importBatch.create({
    data: { kind: 'ledger', fileName: '台账.xlsx', fileSha256: 'x', state: 'previewed' },
  })
  await expect(importPage(land, ledger.id, { tab: 'all', offset: 0, limit: 1 })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(commitBatch(land, ledger.id)).rejects.toMatchObject({ code: 'forbidden' })
})

test('a file without a zone and without statuses is read again as is chosen on its page, and drawn there', async () => {
  const file = await geoJson('zoneless.geojson', [square(401_000, 3_387_000, 200)], {}, 'local')
  const { id } = await keepTable(land, { kind: 'plots', path: file, name: 'zoneless.geojson', options: {} })
  await readBatch(land, id)
  const first = await importPage(land, id, { tab: 'held', offset: 0, limit: 10 })
  expect(first.rows[0]?.findings.map(({ message }) => message).join()).toContain('请选择中央经线')
  const { version } = first.batch
  const options = { epsg: 4549, status: '规划未批' }
  await correctOptions(land, { id, version, options })
  await expect(correctOptions(land, { id, version, options })).rejects.toMatchObject({ code: 'stale' })
  await readBatch(land, id)
  const [draft] = (await mapOfDrafts(land, id)).drafts
  expect(draft).toMatchObject({ waits: false, geometry: { type: 'Polygon' } })
  await commitBatch(land, id)
  expect(await database().plot.findFirstOrThrow({ where: { code: 'zoneless.geojson-0' } })).toMatchObject({
    sourceEpsg: 4549,
    status: 'planned',
  })
})

test('what was taken from a web map only shows where a plot lies: it is marked, and measures nothing', async () => {
  const options = { datum: 'GCJ-02' as const, status: '规划未批' }
  const unmeasured = await geoJson('amap.geojson', [square(118.95, 30.5, 0.001)], {})
  const held = await importPlots(land, { file: unmeasured, options })
  expect(held).toMatchObject({ heldRows: 1 })
  expect(held.findings.map(({ code }) => code)).toContain('approximateArea')
  const file = await geoJson('amap.geojson', [square(118.95, 30.5, 0.001)], { 面积亩: 15.95 })
  expect(await importPlots(land, { file, options, commit: true })).toMatchObject({ created: 1, heldRows: 0 })
  const plot = await database().plot.findFirstOrThrow({ where: { code: 'amap.geojson-0' }, include: { areas: true } })
  expect(plot).toMatchObject({ isApproximate: true, areaKind: 'table', sourceEpsg: 4490 })
  expect(plot.areas.map(({ kind }) => kind)).toEqual(['table'])
  // AMap shifts by some five hundred metres here.
  expect(Math.abs((plot.minLon ?? 0) - 118.95)).toBeGreaterThan(0.003)
})

test('where the boundary of the county is loaded, plots beyond it are held, and those across it are told', async () => {
  const bureau = await aContext('bureau')
  const boundary = await geoJson('county-boundary.geojson', [square(118.5, 30, 1)], {})
  const load = (name: string, options?: OpenOptions) => loadCounty(bureau, { path: boundary, name, options })
  expect(await load('县界.geojson')).toMatchObject({ parts: 1 })
  const rings = [square(120.5, 30.2, 0.001), square(119.4995, 30.2, 0.001), square(119, 30.2, 0.001)]
  const file = await geoJson('county.geojson', rings, { 状态: '规划未批' })
  const told = async () => {
    const { findings } = await importPlots(land, { file })
    return findings.filter(({ code }) => code.endsWith('County')).map(({ row, code }) => [row, code])
  }
  expect(await told()).toEqual([
    [2, 'outsideCounty'],
    [3, 'acrossCounty'],
  ])
  // AMap's coordinates lie some five hundred metres to the east: the second plot is wholly outside then.
  await load('高德县界.geojson', { datum: 'GCJ-02' })
  expect(await countyBoundary(bureau)).toMatchObject({ name: '高德县界.geojson' })
  expect(await told()).toEqual([
    [2, 'outsideCounty'],
    [3, 'outsideCounty'],
  ])
  await removeCounty(bureau)
  expect(await told()).toEqual([])
})

test('a boundary is the bureau’s to load, is of areas, and says in which coordinates it is', async () => {
  const bureau = await aContext('bureau')
  const metres = await geoJson('metres.geojson', [square(400_000, 3_387_000, 1000)], {})
  const load = (context: RequestContext, path: string, options?: OpenOptions) =>
    refusal(loadCounty(context, { path, name: '县界.geojson', options }))
  expect((await load(bureau, metres)).errors).toMatchObject([{ path: 'crs' }])
  expect((await loadCounty(bureau, { path: metres, name: '县界.geojson', options: { epsg: 4549 } })).areaKm2).toBe(1)
  expect((await load(bureau, await geoJson('none.geojson', [], {}))).errors).toMatchObject([{ path: 'file' }])
  expect((await load(land, metres)).code).toBe('forbidden')
})
