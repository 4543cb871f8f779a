import { beforeAll, expect, test } from 'vitest'
import { importLedger } from '~/importing/projects/server/import-ledger'
import type { RequestContext } from '~/auth/domain/actor'
import { projectFilter } from '~/projects/domain/filter'
import { listProjects } from '~/projects/server/list'
import { aContext, rootUnit } from '~test/factories'
import { useDatabase } from '~test/database'
import { behind, NUMBERS } from '../domain/cohort-links'
import { sentenceText } from '../domain/sentence'
import { inCohortSql } from './figure-list'
import { cohorts, forecast } from './single-figures'
import { clocksAt } from './clocks'

useDatabase()

const YEAR_2020 = { signedFrom: '2020-01-01', signedTo: '2020-12-31', asOf: '2021-05-31' }
const EARLY_2021 = { signedFrom: '2021-01-01', signedTo: '2021-04-30', asOf: '2021-05-31' }

let leader: RequestContext

beforeAll(async () => {
  await rootUnit()
  await importLedger(await aContext('bureau'), { file: 'public/samples/signed-projects-ledger.xlsx', commit: true })
  leader = await aContext('leader')
})

test('the imported ledger says: signed in 2020 122, started 65; in January to April 2021 81, started 7', async () => {
  const [of2020] = (await cohorts(leader, YEAR_2020)).rows
  expect(of2020).toMatchObject({
    key: 'all',
    signed: 122,
    started: 65,
    notStarted: 57,
    startedPct: 53.3,
    investmentWan: 1_715_700,
    landMu: 6216.7,
  })
  const [of2021] = (await cohorts(leader, EARLY_2021)).rows
  expect(of2021).toMatchObject({
    key: 'all',
    signed: 81,
    started: 7,
    notStarted: 74,
    startedPct: 8.6,
    investmentWan: 1_334_800,
    landMu: 3474.3,
  })
  expect(sentenceText(of2020!, YEAR_2020)).toBe(
    '2020年签约 122 个，已开工 65 个（53.3%），未开工 57 个；总投资 171.57 亿元，用地 6,216.7 亩。',
  )
  expect(sentenceText(of2021!, EARLY_2021)).toMatch(/^2021年1–4月签约 81 个，已开工 7 个（8.6%），未开工 74 个；/)
})

test('of those signed in 2020 that wait longer than anybody who started, some are foretold, with a wide range', async () => {
  const { waiting, starts, quarters } = await forecast(leader, YEAR_2020)
  expect({ waiting, starts }).toEqual({ waiting: 57, starts: 65 })
  for (const { expected, low80, high80 } of quarters) {
    expect(expected).toBeGreaterThan(0)
    expect(low80).toBeLessThan(high80)
  }
})

test('the list that a number opens holds as many projects as the number says', async () => {
  for (const by of ['none', 'month', 'unit', 'park'] as const) {
    const { rows } = await cohorts(leader, { ...YEAR_2020, by })
    for (const row of rows) {
      for (const number of NUMBERS) {
        const filter = behind(number, by, row.key, YEAR_2020)
        const within = inCohortSql(leader.actor, { ...filter, ...clocksAt(leader.now, filter) })
        const { total } = await listProjects(leader, {
          filter: projectFilter.parse({}),
          sort: 'name',
          limit: 1,
          within,
        })
        expect(total, `${number} of ${row.label}`).toBe(row[number])
      }
    }
  }
}, 60_000)

test('before the ledger was recorded nothing was known', async () => {
  const { rows } = await cohorts(leader, { ...YEAR_2020, knownOn: '2021-05-31' })
  expect(rows).toMatchObject([{ key: 'all', signed: 0, startedPct: null, investmentWan: 0 }])
})

test('an administrator reads no figures, and a period that ends before it begins is refused', async () => {
  await expect(cohorts(await aContext('sysadmin'), {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(cohorts(leader, { signedFrom: '2021-01-01', signedTo: '2020-01-01' })).rejects.toMatchObject({
    code: 'invalid',
    errors: [{ path: 'signedTo' }],
  })
  await expect(cohorts(leader, { asOf: '2021-02-30' })).rejects.toMatchObject({ errors: [{ path: 'asOf' }] })
})
