import { beforeAll, expect, test } from 'vitest'
import { aTokenHolder, ask } from '~test/api'
import { useDatabase } from '~test/database'
import { rootUnit } from '~test/factories'

useDatabase()

let token: string
beforeAll(async () => {
  await rootUnit()
  ;({ token } = await aTokenHolder('officer'))
})

const evaluated = (ruleSetId: string, inputs: unknown) =>
  ask(token, 'post', '/screenings/evaluate', { body: { ruleSetId, inputs } })

test('4,800 万元 on 50 亩 fails 100 万元/亩, with the change that would mend it', async () => {
  const { status, body } = await evaluated('county-intensity-100', { fixedAssetInvestmentWan: 4800, landMu: 50 })
  expect(status).toBe(200)
  expect(body).toMatchObject({ verdict: 'fail', criteria: [{ id: 'investmentIntensity', actual: 96, margin: -4 }] })
  expect(body.changes).toContainEqual([{ field: 'landMu', from: 50, to: 48 }])
})

test('what is left out or null is unknown, and what is not known is said', async () => {
  const { body } = await evaluated('county-intensity-100', { landMu: null, fixedAssetInvestmentWan: 1, taxWan: 3 })
  expect(body).toMatchObject({ verdict: 'unknown', missing: ['landMu'], warnings: [{ field: 'taxWan' }] })
})

test('a negative number, a word for a number and a broken code are refused at their fields', async () => {
  const { status, body } = await evaluated('county-intensity-100', {
    landMu: -1,
    annualTaxWan: '很多',
    industryCode: '通用设备',
    energy: [{ carrier: 'electricity', amount: -5, unit: 'kWh' }],
  })
  expect(status).toBe(422)
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
    'inputs.landMu',
    'inputs.annualTaxWan',
    'inputs.industryCode',
    'inputs.energy.0.amount',
  ])
})

test('an unknown rule set is 404, and those there are say their sources', async () => {
  expect((await evaluated('nothing', {})).status).toBe(404)
  const { body } = await ask(token, 'get', '/rule-sets')
  const ids = body.items.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(expect.arrayContaining(['scored-40-30-20-10', 'standard-land-xuancheng-2025']))
  for (const { sources } of body.items) expect(sources.length).toBeGreaterThan(0)
})
