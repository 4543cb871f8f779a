import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { loadReference } from '~/seed/reference'
import { AppError } from '~/shared/errors'
import { aContext, NOW } from '~test/factories'
import { useDatabase } from '~test/database'
import { forgetNames, systemNames } from './names'
import { ruleHistory } from './rule-history'
import { ruleInForce } from './rule-in-force'
import { setRule } from './set-rule'

useDatabase()

let bureau: RequestContext
let officer: RequestContext
let sysadmin: RequestContext

beforeAll(async () => {
  await transaction((tx) => loadReference(tx, NOW))
  bureau = await aContext('bureau')
  officer = await aContext('officer')
  sysadmin = await aContext('sysadmin')
})

const overdue = (days: string, effectiveOn: string, version: number) => ({
  days,
  batchMonths: '6',
  effectiveOn,
  version: String(version),
  source: '县招商〔2021〕3号',
})

const refusal = (act: Promise<unknown>) =>
  act.then(
    () => expect.fail('was not refused'),
    (error: unknown) => (error instanceof AppError ? error : expect.fail(String(error))),
  )

test('a rule takes effect on its day, and days before keep the rule of their time', async () => {
  const { latest } = await ruleHistory(bureau, 'overdue')
  await setRule(bureau, 'overdue', overdue('120', '2021-06-01', latest))
  expect((await ruleInForce(database(), 'overdue', '2021-05-31')).days).toBe(180)
  expect((await ruleInForce(database(), 'overdue', '2021-06-01')).days).toBe(120)
  const { versions } = await ruleHistory(bureau, 'overdue')
  expect(versions[0]).toMatchObject({ effectiveOn: '2021-06-01', recordedByName: bureau.actor.name })
})

test('of two who set a rule at once the second is told, and it is logged who did', async () => {
  const { latest } = await ruleHistory(bureau, 'firstContact')
  const set = (days: string) => setRule(bureau, 'firstContact', { days, effectiveOn: '2021-01-01', version: latest })
  await set('60')
  expect((await refusal(set('30'))).code).toBe('conflict')
  const logged = await database().auditEvent.findMany({ where: { action: 'rule.set', actorId: bureau.actor.userId } })
  expect(logged.at(-1)?.after).toMatchObject({ kind: '首谈保护期', days: 60 })
})

test('what cannot be right is refused at its field', async () => {
  const { latest } = await ruleHistory(bureau, 'overdue')
  const error = await refusal(setRule(bureau, 'overdue', overdue('很久', '2021-02-30', latest)))
  expect(error.errors.map(({ path }) => path)).toContain('effectiveOn')
  const faulty = await refusal(setRule(bureau, 'overdue', overdue('0', '2021-06-01', latest)))
  expect(faulty.errors).toMatchObject([{ path: 'days', message: '逾期天数请填 1 到 3650 的整数，单位天' }])
  expect((await refusal(setRule(bureau, 'nothing', {}))).status).toBe(404)
})

test('only the bureau sets rules; names are the system administrator’s too', async () => {
  for (const context of [officer, sysadmin]) {
    expect((await refusal(setRule(context, 'overdue', overdue('90', '2021-06-01', 1)))).status).toBe(403)
  }
  const names = { productName: '云岭招商', effectiveOn: '2020-06-01', version: 1, notice: '内部系统，请勿外传' }
  expect((await refusal(setRule(officer, 'names', names))).status).toBe(403)
  await setRule(sysadmin, 'names', names)
  expect(await systemNames()).toMatchObject({ productName: '云岭招商', notice: '内部系统，请勿外传' })
  forgetNames()
})
