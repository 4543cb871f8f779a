import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { wordDocument } from '~/platform/word-document'
import { registerProject } from '~/projects/server/register'
import { ask, aTokenHolder } from '~test/api'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { aPlot, square } from '~test/plots'
import { refusal } from '~test/refusal'
import { brochureDocument, brochureRows } from '../../domain/matching/brochure'
import { amountOf, partsOf, type Offer } from '../../domain/matching/offer'
import { brochure } from './brochure'
import { holdPlot } from '../allocation/hold-plot'
import { readPlot } from '../plots'
import { plotMatches, projectsForPlot } from './plot-matches'

useDatabase()

let land: RequestContext
let bureau: RequestContext
let project: string
const at: Record<string, string> = {}
const SIDE = 182.5741858 // 50 亩

beforeAll(async () => {
  land = await aContext('land', { now: new Date() })
  bureau = await aContext('bureau', { now: new Date() })
  const park = await aPark({ name: '高新区' })
  await database().park.update({ where: { id: park.id }, data: { chains: ['新材料'], minIntensityWanPerMu: 200 } })
  const one = (key: string, over: Parameters<typeof aPlot>[1]) =>
    aPlot(land, { parkId: park.id, quotaSource: 'new', ...over }).then((id) => void (at[key] = id))
  await one('whole', { drawing: { epsg: 4549, shape: square(SIDE) } })
  await one('held', { drawing: { epsg: 4549, shape: square(SIDE) } })
  await one('large', { drawing: { epsg: 4549, shape: square(400) } })
  await one('shop', { landUseCode: '0901', drawing: { epsg: 4549, shape: square(SIDE) } })
  await one('small', { drawing: { epsg: 4549, shape: square(178) } })
  await one('used', { status: 'inUse', drawing: { epsg: 4549, shape: square(SIDE) } })
  await one('left', { drawing: { epsg: 4549, shape: square(130, [700_000, 3_300_000]) } })
  await one('right', { drawing: { epsg: 4549, shape: square(130, [700_130, 3_300_000]) } })
  const values = projectOf((await aUnit()).id, { landMu: '50', investmentWan: '15000', chain: '新材料' })
  project = (await registerProject(bureau, values)).id
  await database().project.update({ where: { id: project }, data: { stage: 'approved' } })
  const other = await registerProject(bureau, projectOf((await aUnit()).id, { name: '别的项目', landMu: '50' }))
  await database().project.update({ where: { id: other.id }, data: { stage: 'approved' } })
  await holdPlot(bureau, { plotId: at['held'] ?? '', projectId: other.id })
})

const nameOf = (id: string) => Object.keys(at).find((key) => at[key] === id)
const namesOf = (offers: readonly { offer: Offer }[]) =>
  offers.map(({ offer }) =>
    partsOf(offer)
      .map(({ id }) => nameOf(id))
      .toSorted()
      .join('＋'),
  )

test('a project finds the plot that fits, the pair that adjoins and the part of a larger one, and what lacks one thing', async () => {
  const { demand, fits, nearly } = await plotMatches(bureau, project, {})
  expect(demand).toMatchObject({ mu: 50, chain: '新材料', investmentWan: 15_000 })
  expect(namesOf(fits)).toEqual(['whole', 'left＋right', 'large'])
  expect(fits.map(({ offer }) => [offer.kind, amountOf(offer)])).toEqual([
    ['whole', 50],
    ['combined', 50.7],
    ['part', 50],
  ])
  expect(namesOf(nearly).toSorted()).toEqual(['held', 'left', 'right', 'shop', 'small'])
})

test('what the asker says otherwise goes before the record', async () => {
  const { demand, fits } = await plotMatches(bureau, project, { mu: 300, investmentWan: 60_000 })
  expect(demand).toMatchObject({ mu: 300, investmentWan: 60_000 })
  expect(fits).toEqual([])
})

test('a project without an area is asked for one', async () => {
  const { id } = await registerProject(bureau, projectOf((await aUnit()).id, { name: '没有面积的项目' }))
  expect(await plotMatches(bureau, id, {})).toMatchObject({ demand: null, fits: [], nearly: [] })
})

test('nobody matches plots for a project that they may not see', async () => {
  const officer = await aContext('officer', { now: new Date() })
  expect((await refusal(plotMatches(officer, project, {}))).code).toBe('notFound')
  const sysadmin = await aContext('sysadmin', { now: new Date() })
  expect((await refusal(plotMatches(sysadmin, project, {}))).code).toBe('forbidden')
})

test('a plot finds the projects that ask for it and have none yet', async () => {
  expect(
    (await projectsForPlot(bureau, await readPlot(bureau, at['whole']))).map(({ id, kind }) => [id, kind]),
  ).toEqual([[project, 'whole']])
  expect((await projectsForPlot(bureau, await readPlot(bureau, at['large']))).map(({ kind }) => kind)).toEqual(['part'])
  const officer = await aContext('officer', { now: new Date() })
  expect(await projectsForPlot(officer, await readPlot(officer, at['whole']))).toEqual([])
})

test('the API gives the same matches', async () => {
  const { token } = await aTokenHolder('bureau')
  const { status, body } = await ask(token, 'get', `/projects/${project}/plot-matches`)
  expect([status, body.items.length, body.nearly.length]).toEqual([200, 3, 5])
  expect((await ask(token, 'get', `/projects/${project}/plot-matches?mu=-1`)).status).toBe(422)
})

test('a brochure shows plots side by side in the order of choice, and is a document for Word', async () => {
  const plotIds = [at['large'] ?? '', at['whole'] ?? '']
  const found = await brochure(bureau, { plotIds, floorIds: [], projectId: project })
  expect(found.items.map(({ id }) => nameOf(id))).toEqual(['large', 'whole'])
  const rows = new Map(brochureRows(found.items).map(({ label, cells }) => [label, cells]))
  expect(rows.get('面积')).toEqual(['240.00 亩（图形计算）', '50.00 亩（图形计算）'])
  expect(rows.get('与项目的匹配')?.every((cell) => /^\d+\.\d 分：面积/.test(cell))).toBe(true)
  const file = await wordDocument(brochureDocument(found))
  expect(file.subarray(0, 2).toString()).toBe('PK')
})
