import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { useDatabase } from '~test/database'
import { aContext, aUnit } from '~test/factories'
import { refusal } from '~test/refusal'
import type { RuleSetDraft } from '../domain/rules/draft'
import { createRuleSet, discardDraft, editableRuleSet, saveDraft } from './edit-rule-set'
import { publishRuleSet } from './publish-rule-set'
import { listAllRuleSets, ruleSetPage } from './rule-set-list'
import { listRuleSets, presetRuleSets, readRuleSets } from './rule-sets'
import { tryDraft } from './try-draft'
import { useRuleSet } from './use-rule-set'

const { asOwner } = useDatabase()

let bureau: RequestContext
let officer: RequestContext
let number = 0

beforeAll(async () => {
  bureau = await aContext('bureau')
  officer = await aContext('officer')
})

async function aSet(from: string | null = 'county-intensity-100'): Promise<string> {
  const id = `own-${(number += 1)}`
  await createRuleSet(bureau, { id, name: `本县准入 ${number}`, from })
  return id
}

/** Publishes the stored draft with some of it changed. */
async function publish(id: string, over: Partial<RuleSetDraft> = {}): Promise<number> {
  const { version, draft } = await editableRuleSet(bureau, id)
  return (await publishRuleSet(bureau, { id, version, draft: { ...draft, ...over }, note: null })).number
}

const limited = ({ criteria: [first, ...others] }: RuleSetDraft, value: string) => ({
  criteria: first ? [{ ...first, limit: { ...first.limit, value } }, ...others] : [],
})

const limitOf = async (id: string, on?: string) => {
  const [first] = (await readRuleSets(officer, [id], on)).flatMap(({ criteria }) => criteria)
  return first?.kind === 'threshold' ? first.limit : null
}

test('a set is taken over, published twice, and each day is judged by the version in force on it', async () => {
  const id = await aSet()
  expect((await refusal(readRuleSets(officer, [id]))).code).toBe('notFound')
  expect(await publish(id, { effectiveFrom: '2021-01-01' })).toBe(1)
  const { draft } = await editableRuleSet(bureau, id)
  expect(await publish(id, { ...limited(draft, '150'), effectiveFrom: '2021-05-01' })).toBe(2)
  expect(await publish(id, { ...limited(draft, '300'), effectiveFrom: '2022-01-01' })).toBe(3)
  expect([await limitOf(id, '2021-04-30'), await limitOf(id), await limitOf(id, '2022-01-01')]).toEqual([100, 150, 300])
  expect((await refusal(readRuleSets(officer, [id], '2020-12-31'))).code).toBe('notFound')
  expect((await listRuleSets(officer)).find(({ ruleSet }) => ruleSet.id === id)).toMatchObject({ number: 2 })
  const page = await ruleSetPage(officer, id, { version: null, compare: 1 })
  expect(page).toMatchObject({ inForce: 2, shown: 2, versions: [{ number: 3 }, { number: 2 }, { number: 1 }] })
  expect(page.compared?.changes.map(({ name }) => name)).toEqual(['施行日期', '规则 投资强度'])
})

test('a correction of the same day holds from then on', async () => {
  const id = await aSet()
  await publish(id)
  const { draft } = await editableRuleSet(bureau, id)
  await publish(id, limited(draft, '120'))
  expect(await limitOf(id)).toBe(120)
})

test('a draft with faults is kept, and not published: each fault is named at its place', async () => {
  const id = await aSet()
  const { draft, version } = await editableRuleSet(bureau, id)
  const broken = { ...draft, ...limited(draft, '很多'), decision: draft.decision.slice(0, 1) }
  await saveDraft(bureau, { id, version, draft: broken })
  const stored = await editableRuleSet(bureau, id)
  expect(stored).toMatchObject({ draft: broken, version: version + 1, isDrafted: true })
  const refused = await refusal(publishRuleSet(bureau, { id, version: version + 1, draft: broken, note: null }))
  expect(refused.errors.map(({ path }) => path).toSorted()).toEqual(['criteria.0.limit.value', 'decision'])
  expect(await database().screeningRuleSetVersion.count({ where: { ruleSetId: id } })).toBe(0)
})

test('of two who save at once the second is told, with what is stored', async () => {
  const id = await aSet()
  const { draft, version } = await editableRuleSet(bureau, id)
  const saves = ['甲', '乙'].map((name) => saveDraft(bureau, { id, version, draft: { ...draft, name } }))
  const settled = await Promise.allSettled(saves)
  const [lost] = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(lost).toMatchObject({ code: 'stale', detail: { version: version + 1, changedBy: bureau.actor.name } })
  expect((await refusal(publishRuleSet(bureau, { id, version, draft, note: null }))).code).toBe('stale')
})

test('a draft is given up for what was published; one never published is not', async () => {
  const id = await aSet()
  expect((await refusal(discardDraft(bureau, { id, version: 1 }))).code).toBe('conflict')
  await publish(id)
  const { draft, version } = await editableRuleSet(bureau, id)
  await saveDraft(bureau, { id, version, draft: { ...draft, name: '改名' } })
  await discardDraft(bureau, { id, version: version + 1 })
  expect(await editableRuleSet(bureau, id)).toMatchObject({ isDrafted: false, draft: { name: draft.name } })
})

test('a screening begins with the sets in use that hold; what is not known of the proposal leaves them in', async () => {
  const id = await aSet()
  expect((await refusal(useRuleSet(bureau, { id, inUse: true }))).code).toBe('conflict')
  await publish(id, { industries: '35、36', effectiveFrom: '2021-01-01' })
  await useRuleSet(bureau, { id, inUse: true })
  await useRuleSet(bureau, { id: 'national-control-2008', inUse: true })
  const used = async (on: string, industryCode?: string) =>
    presetRuleSets(await listRuleSets(officer, { on }), { industryCode })
  const both = expect.arrayContaining([id, 'national-control-2008'])
  expect(await used('2021-02-01', 'C3511')).toEqual(both)
  expect(await used('2021-02-01', 'C13')).toEqual(['national-control-2008'])
  expect(await used('2021-02-01')).toEqual(both)
  expect(await used('2020-12-31', 'C3511')).toEqual(['national-control-2008'])
  await useRuleSet(bureau, { id: 'national-control-2008', inUse: false })
  // Where none holds, the plainest.
  expect(await used('2021-02-01', 'C13')).toEqual(['county-intensity-100'])
  expect((await listAllRuleSets(officer)).find((row) => row.id === id)).toMatchObject({ inUse: true, readyMade: false })
})

test('identifiers are taken once, also by the sets of the program; what is not there is not found', async () => {
  const id = await aSet(null)
  const named = (of: string, from: string | null = null) =>
    refusal(createRuleSet(bureau, { id: of, name: '又一个', from }))
  expect([(await named(id)).errors[0]?.path, (await named('county-intensity-100')).errors[0]?.path]).toEqual([
    'id',
    'id',
  ])
  expect((await named('own-x', 'nothing')).code).toBe('notFound')
  expect((await refusal(editableRuleSet(bureau, 'county-intensity-100'))).code).toBe('notFound')
  expect((await refusal(ruleSetPage(officer, 'nothing', { version: null, compare: null }))).code).toBe('notFound')
  expect((await refusal(useRuleSet(bureau, { id: 'nothing', inUse: true }))).code).toBe('notFound')
})

test('each change is in the log with what it changed, and versions cannot be rewritten', async () => {
  const id = await aSet()
  await publish(id)
  const { draft, version } = await editableRuleSet(bureau, id)
  await saveDraft(bureau, { id, version, draft: { ...draft, ...limited(draft, '120') } })
  const events = await asOwner(
    `SELECT action, after->>'规则 投资强度' AS rule FROM audit_event WHERE subject_type = 'ruleSet' AND subject_id = '${id}' ORDER BY seq`,
  )
  expect(events).toEqual([
    { action: 'ruleSet.takeOver', rule: expect.stringContaining('不低于 100') },
    { action: 'ruleSet.publish', rule: expect.stringContaining('不低于 100') },
    { action: 'ruleSet.draft', rule: expect.stringContaining('不低于 120') },
  ])
  await expect(database().$executeRaw`UPDATE screening_rule_set_version SET number = 9`).rejects.toThrow(
    /permission denied/,
  )
})

test('who may not manage rule sets changes nothing', async () => {
  const id = await aSet()
  const { draft, version } = await editableRuleSet(bureau, id)
  for (const run of [
    () => createRuleSet(officer, { id: 'mine', name: '我的', from: null }),
    () => saveDraft(officer, { id, version, draft }),
    () => discardDraft(officer, { id, version }),
    () => publishRuleSet(officer, { id, version, draft, note: null }),
    () => useRuleSet(officer, { id, inUse: true }),
    () => editableRuleSet(officer, id),
  ])
    expect((await refusal(run())).code).toBe('forbidden')
})

test('a draft is tried on the projects of a year, by their last screening or else their record', async () => {
  const unit = await aUnit()
  const aProject = async (name: string, landMu: number) =>
    database().project.create({
      data: {
        name,
        normalizedName: name,
        unitId: unit.id,
        landMu,
        annualTaxWan: 100,
        signedFrom: new Date('2020-03-01'),
        stage: 'signed',
      },
    })
  await aProject('亩均十', 10)
  const screened = await aProject('也是十', 10)
  await aProject('亩均五', 20)
  await database().project.create({
    data: {
      name: '前年',
      normalizedName: '前年',
      unitId: unit.id,
      signedFrom: new Date('2019-12-31'),
      stage: 'signed',
    },
  })
  const id = await aSet()
  const byTax = (draft: RuleSetDraft, value: string) => ({
    ...draft,
    criteria: draft.criteria.map((one) => ({ ...one, measure: 'taxPerMu', limit: { ...one.limit, value } })),
  })
  const { draft } = await editableRuleSet(bureau, id)
  await publish(id, byTax(draft, '4'))
  const { version } = await editableRuleSet(bureau, id)
  await saveDraft(bureau, { id, version, draft: byTax(draft, '8') })
  expect(await tryDraft(bureau, id, 2020)).toMatchObject({
    against: 1,
    total: 3,
    fromRecord: 3,
    faults: 0,
    run: {
      total: 3,
      changed: [{ name: '亩均五', before: 'pass', after: 'fail' }],
      rows: [1, 2],
    },
  })
  await database().screening.create({
    data: {
      projectId: screened.id,
      number: 1,
      depth: 'quick',
      inputs: { landMu: 10, annualTaxWan: 50 },
      rules: [],
      ruleSetIds: [],
      verdict: 'unknown',
      evaluatedOn: new Date('2020-03-01'),
      createdAt: bureau.now,
      recordedAt: bureau.now,
    },
  })
  const tried = await tryDraft(bureau, id, 2020)
  expect(tried.fromRecord).toBe(2)
  expect(tried.run?.changed?.map(({ name }) => name).toSorted()).toEqual(['也是十', '亩均五'].toSorted())
  expect((await refusal(tryDraft(officer, id, 2020))).code).toBe('forbidden')
})
