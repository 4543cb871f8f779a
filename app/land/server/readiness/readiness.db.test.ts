import { expect, test } from 'vitest'
import { database } from '~/platform/database/client'
import { fromDay } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aContext } from '~test/factories'
import { refusal } from '~test/refusal'
import { lacksOf, PLOT_LACKS } from '../../domain/readiness/completeness'
import { plotRecord } from '../plot-record'
import { listPlots } from '../plots'
import { plotReadiness, setReadiness } from './readiness'

useDatabase()

const ON = '2021-05-01'

test('a checklist takes what was changed since it was opened, and keeps what others ticked meanwhile', async () => {
  const land = await aContext('land')
  const { id } = await database().plot.create({ data: { code: 'R1', areaMu: 50, status: 'acquiredNotSupplied' } })
  const { cleared, serviced } = await plotReadiness(land, id)
  const items = cleared.map(({ item }) => item)
  const [first = '', ...rest] = items
  await setReadiness(land, id, { done: [first], seen: [], on: ON, note: null })
  await setReadiness(land, id, { done: rest, seen: [], on: ON, note: '现场核查' })
  const found = await plotReadiness(land, id)
  expect(found.readiness).toMatchObject({ isCleared: true, isServiced: false })
  expect(found.readiness.lacking).toEqual(serviced.map(({ item }) => item))
  await setReadiness(land, id, { done: rest, seen: items, on: ON, note: '权属争议' })
  expect((await plotReadiness(land, id)).readiness.isCleared).toBe(false)
  const nothing = { done: rest, seen: rest, on: ON, note: null }
  expect((await refusal(setReadiness(land, id, nothing))).code).toBe('invalid')
  const bureau = await aContext('bureau')
  expect((await refusal(setReadiness(bureau, id, { ...nothing, seen: [] }))).code).toBe('forbidden')
})

test('the filter finds the plots that lack a fact, as the page says', async () => {
  const land = await aContext('land')
  const data = { areaMu: 50, status: 'suppliedNotUsed', landUseCode: '100102', minFar: 1, startPriceWan: 12 } as const
  await database().plot.createMany({
    data: [
      { ...data, code: 'L1' },
      { ...data, code: 'L2', contractOn: fromDay(ON), contractPriceWan: 900, startDueOn: fromDay(ON) },
      { ...data, code: 'L3', status: 'planned', minFar: null, maxFar: 2, startPriceWan: null },
    ],
  })
  const all = (await listPlots(land, { filter: { q: 'L' }, limit: 9 })).items
  expect(all).toHaveLength(3)
  const records = await Promise.all(all.map(({ id }) => plotRecord(land, id)))
  for (const lack of PLOT_LACKS) {
    const { items } = await listPlots(land, { filter: { q: 'L', lacks: lack }, limit: 9 })
    const lacking = records.filter((record) => lacksOf(record).includes(lack))
    expect([lack, items.map(({ code }) => code)]).toEqual([lack, lacking.map(({ code }) => code)])
  }
})
