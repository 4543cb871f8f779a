import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { database } from '~/platform/database/client'
import { factsThatHold } from '~/projects/server/guard-facts'
import { registerProject } from '~/projects/server/register'
import { setRule } from '~/settings/server/set-rule'
import { useDatabase } from '~test/database'
import { aContext, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import type { ScreeningInputs } from '../domain/inputs'
import { concludeScreening, reopenScreening } from './conclude-screening'
import { exportScreenings } from './export-screenings'
import { listScreenings, readCandidates, readScreening } from './read-screening'
import { allowException, saveScreening, startScreening } from './save-screening'

useDatabase()

const RULES = ['county-intensity-100']

async function aScreening(inputs?: ScreeningInputs) {
  const unit = await aUnit()
  const officer = await aContext('officer', { unitId: unit.id })
  const bureau = await aContext('bureau')
  const { id: projectId } = await registerProject(officer, projectOf(unit.id, { landMu: '50', annualTaxWan: '300' }))
  const { id } = await startScreening(officer, { projectId, depth: 'full', ruleSetIds: RULES, inputs })
  const save = async (boxes: Record<string, unknown>, version?: number) => {
    const now = await readScreening(officer, id)
    await saveScreening(officer, { id, values: { ...boxes, ruleSets: RULES, version: version ?? now.version } })
  }
  return { id, projectId, officer, bureau, save }
}

const conclude = async ({ bureau, id }: Awaited<ReturnType<typeof aScreening>>, version?: number) =>
  concludeScreening(bureau, { id, version: version ?? (await readScreening(bureau, id)).version, note: null })

test('a screening starts from the record: what it does not say is unknown', async () => {
  const { officer, id } = await aScreening()
  const { inputs, evaluation, number } = await readScreening(officer, id)
  expect(inputs).toMatchObject({ landMu: 50, annualTaxWan: 300 })
  expect([number, evaluation.verdict, evaluation.missing]).toEqual([1, 'unknown', ['fixedAssetInvestmentWan']])
})

test('the columns that lists read equal the result computed again', async () => {
  const made = await aScreening({ landMu: 50, fixedAssetInvestmentWan: 4800 })
  const listed = await listScreenings(made.officer, { projectId: made.projectId, page: 1, limit: 10 })
  const { evaluation } = await readScreening(made.officer, made.id)
  expect(listed.items.map(({ verdict, score }) => [verdict, score])).toEqual([[evaluation.verdict, evaluation.score]])
  expect(evaluation.verdict).toBe('fail')
})

test('a promise that changed after its result was seen is kept with who, before and after', async () => {
  const made = await aScreening({ landMu: 50, fixedAssetInvestmentWan: 4800 })
  await made.save({ landMu: '50', fixedAssetInvestmentWan: '5000', staff: '80' })
  const { promises, evaluation } = await readScreening(made.bureau, made.id)
  expect(evaluation.verdict).toBe('pass')
  expect(promises).toMatchObject([
    {
      by: made.officer.actor.name,
      changes: [{ field: 'fixedAssetInvestmentWan', from: 4800, to: 5000 }],
      before: { verdict: 'fail' },
      after: { verdict: 'pass' },
    },
  ])
})

test('two who fill in one screening at once do not undo each other', async () => {
  const made = await aScreening({ landMu: 50 })
  const { version } = await readScreening(made.officer, made.id)
  await made.save({ landMu: '48' }, version)
  const { code, detail } = await refusal(made.save({ landMu: '47' }, version))
  expect([code, detail]).toMatchObject(['stale', { current: { landMu: '48' } }])
})

test('concluding asks for a known verdict, tells the record, and closes the screening until it is opened again', async () => {
  const made = await aScreening({ landMu: 50 })
  expect((await refusal(conclude(made))).userMessage).toContain('还缺：固定资产投资')
  await made.save({ landMu: '50', fixedAssetInvestmentWan: '5000' })
  await conclude(made)
  expect((await factsThatHold(database(), made.projectId)).screeningDone).toBe(true)
  expect((await refusal(made.save({ landMu: '40' }))).code).toBe('conflict')
  expect((await refusal(conclude(made))).code).toBe('conflict')
  await reopenScreening(made.bureau, { id: made.id, reason: '投资额有变' })
  expect((await factsThatHold(database(), made.projectId)).screeningDone).toBe(false)
  await made.save({ landMu: '40' })
})

test('what was changed since it was looked at is not concluded unseen', async () => {
  const made = await aScreening({ landMu: 50, fixedAssetInvestmentWan: 5000 })
  const { version } = await readScreening(made.bureau, made.id)
  await made.save({ landMu: '60', fixedAssetInvestmentWan: '5000' })
  expect((await refusal(conclude(made, version))).code).toBe('conflict')
})

test('一事一议 lets a missed threshold pass by name and reason, never a veto or what has no threshold', async () => {
  const made = await aScreening({ landMu: 50, fixedAssetInvestmentWan: 4800 })
  const exception = { allowedBy: '县招委会', reason: '填补缺链', document: null }
  const allow = (criterion: string, given: typeof exception | null) =>
    allowException(made.bureau, { id: made.id, ruleSet: 'county-intensity-100', criterion, exception: given })
  await allow('investmentIntensity', exception)
  const { evaluation } = await readScreening(made.officer, made.id)
  expect([evaluation.verdict, evaluation.criteria[0]?.status]).toEqual(['pass', 'fail'])
  expect((await refusal(allow('dishonest', exception))).code).toBe('invalid')
  await allow('investmentIntensity', null)
  expect((await readScreening(made.officer, made.id)).evaluation.verdict).toBe('fail')
})

test('another unit sees no screening of a lead, its own unit does not conclude it, and a park does not fill it in', async () => {
  const made = await aScreening({ landMu: 50 })
  const stranger = await aContext('officer', { unitId: (await aUnit()).id })
  expect((await refusal(readScreening(stranger, made.id))).code).toBe('notFound')
  expect((await listScreenings(stranger, { page: 1, limit: 10 })).total).toBe(0)
  const save = { id: made.id, values: { version: 1, ruleSets: RULES } }
  expect((await refusal(saveScreening(stranger, save))).code).toBe('notFound')
  expect((await refusal(concludeScreening(made.officer, { id: made.id, version: 1, note: null }))).code).toBe(
    'forbidden',
  )
  const leader = await aContext('leader')
  expect((await readScreening(leader, made.id)).may).toEqual({ edit: false, conclude: false })
  expect((await refusal(saveScreening(leader, save))).code).toBe('forbidden')
})

test('what the form has no box for stays as it was kept, and what was given to the last place too', async () => {
  const energy = [{ carrier: 'crudeOil', amount: 3, unit: 't' }]
  const made = await aScreening({ landMu: 13.3695, chainFit: 80, energy, vetoes: { dishonest: false } })
  await made.save({ landMu: '13.3695', annualTaxWan: '100', dossier: { products: '阀门' } })
  await made.save({ staff: '20' })
  const { inputs, dossier } = await readScreening(made.officer, made.id)
  expect(inputs).toEqual({
    landMu: 13.3695,
    chainFit: 80,
    annualTaxWan: 100,
    staff: 20,
    energy,
    vetoes: { dishonest: false },
  })
  expect(dossier.products).toBe('阀门')
})

test('screenings stand side by side in the order asked, and a stranger sees none of a lead', async () => {
  const [one, other] = [await aScreening({ landMu: 50 }), await aScreening({ landMu: 40 })]
  const asked = [other.id, one.id, 'nonsense', other.id]
  const { candidates, leftOut } = await readCandidates(one.bureau, asked)
  expect([candidates.map(({ inputs }) => inputs.landMu), leftOut]).toEqual([[40, 50], 0])
  expect((await readCandidates(one.officer, asked)).candidates.map(({ id }) => id)).toEqual([one.id])
})

test('a result stays as it was judged when the province sets another level of review afterwards', async () => {
  const energy = [{ carrier: 'electricity', amount: 20_000_000, unit: 'kWh' }]
  const made = await aScreening({ landMu: 50, fixedAssetInvestmentWan: 5000, energy })
  const reviewed = async () => (await readScreening(made.bureau, made.id)).evaluation.energy?.review
  expect(await reviewed()).toBe('county')
  const set = { electricityPrimary: '0.3', cityFromTce: '2000', twoHighLevel: 'city', effectiveOn: '2020-01-01' }
  const last = await database().ruleSet.findFirst({ where: { kind: 'energyReview' }, orderBy: { version: 'desc' } })
  await setRule(made.bureau, 'energyReview', { ...set, source: '', version: last?.version ?? 0 })
  expect(await reviewed()).toBe('county')
  await made.save({ landMu: '50' })
  expect(await reviewed()).toBe('city')
})

test('the export has a row for each screening of the list, with what its proposal says', async () => {
  const made = await aScreening({ landMu: 50, fixedAssetInvestmentWan: 4800 })
  const folder = mkdtempSync(path.join(tmpdir(), 'screenings-'))
  const file = path.join(folder, 'screenings.xlsx')
  const listed = await listScreenings(made.bureau, { verdict: 'fail', page: 1, limit: 1 })
  expect(await exportScreenings(made.bureau, { verdict: 'fail' }, file)).toBe(listed.total)
  // What a stranger may not see is not in his file either.
  expect(await exportScreenings(await aContext('officer'), {}, file)).toBe(0)
  rmSync(folder, { recursive: true })
})
