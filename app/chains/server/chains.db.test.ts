import { beforeAll, describe, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { mergeUnits } from '~/auth/server/merge-units'
import { database } from '~/platform/database/client'
import { projectFilter } from '~/projects/domain/filter'
import { stageEventInput, type ProjectFormValues } from '~/projects/domain/input'
import type { PathStage } from '~/projects/domain/stages'
import { listProjects } from '~/projects/server/list'
import { recordStage } from '~/projects/server/record-stage'
import { registerProject } from '~/projects/server/register'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import { chainInput, nodeInput, type Tier } from '../domain/chain'
import { firmInput } from '../domain/firm'
import { placesOf } from '../domain/fit'
import { COUNTED_STAGES } from '../domain/picture'
import { targetInput } from '../domain/target'
import { listChains, readChain } from './chains'
import { fitChains, projectFit } from './fit'
import { readNode } from './node'
import { nodeCounts } from './node-counts'
import { placeProject } from './place-project'
import { createChain, deleteChain, editableChain, editChain } from './save-chain'
import { createFirm, deleteFirm, editableFirm, editFirm } from './save-firm'
import { createNode, deleteNode, editableNode, editNode } from './save-node'
import { editableSegments, saveSegments } from './save-segments'
import { createTarget, editTarget } from './save-target'
import { listTargets } from './targets'

useDatabase()

let town: { id: string }
let park: { id: string; name: string }
let officer: RequestContext
let stranger: RequestContext
let bureau: RequestContext
let keeper: RequestContext
let number = 0

beforeAll(async () => {
  town = await aUnit()
  officer = await aContext('officer', { unitId: town.id })
  stranger = await aContext('officer')
  bureau = await aContext('bureau')
  keeper = await aContext('park')
  park = await aPark({ unitId: keeper.actor.unitId ?? undefined })
})

async function project(stage: PathStage = 'lead', over: Partial<ProjectFormValues> = {}): Promise<string> {
  const { id } = await registerProject(officer, projectOf(town.id, over))
  const path: PathStage[] = ['signed', 'started']
  for (const each of path.slice(0, path.indexOf(stage) + 1)) {
    const event = stageEventInput.parse({
      stage: each,
      occurred: '2021-03-15',
      waiverReason: '历史遗留',
      waiverBy: '分管领导',
    })
    await recordStage(bureau, { projectId: id, event })
  }
  return id
}

/** A chain with nodes by their tiers and codes; names are counted on, so that each is of its own. */
async function chain(nodes: [tier: Tier, codes: string][], over: object = {}) {
  number += 1
  const name = `链${number}`
  const { id } = await createChain(bureau, chainInput.parse({ name, ...over }))
  const tiers = [...new Set(nodes.map(([tier]) => tier))]
  await saveSegments(bureau, { id, version: 1, rows: tiers.map((tier) => ({ id: null, tier, name: `环节${tier}` })) })
  const { segments } = await editableSegments(bureau, id)
  const ids: string[] = []
  for (const [at, [tier, codes]] of nodes.entries()) {
    const segmentId = segments.find((segment) => segment.tier === tier)?.id
    const node = await createNode(bureau, id, nodeInput.parse({ segmentId, name: `节点${at}`, codes }))
    ids.push(node.id)
  }
  return { id, name, nodes: ids }
}

const countsOf = async (context: RequestContext, id: string, node: string | undefined) =>
  (await nodeCounts(context, [id])).find((each) => each.id === node)

describe('the picture', () => {
  test('counts firms, and projects by how far they are; a link opens exactly those it counts', async () => {
    const { id, nodes } = await chain([
      ['upstream', '1311'],
      ['midstream', '131'],
    ])
    await project('lead', { industryCode: 'C1311' })
    await project('signed', { industryCode: '1311' })
    await project('signed', { industryCode: 'c1312' })
    await project('started', { industryCode: '1313', confidential: true })
    const ended = await project('lead', { industryCode: '1311' })
    const event = stageEventInput.parse({ stage: 'ended', occurred: '2021-04', reason: '不投了' })
    await recordStage(bureau, { projectId: ended, event })
    await createFirm(bureau, nodes[1], firmInput.parse({ name: '面粉厂' }))

    expect(await countsOf(bureau, id, nodes[0])).toMatchObject({ firms: 0, built: 0, signed: 1, negotiating: 1 })
    expect(await countsOf(bureau, id, nodes[1])).toMatchObject({ firms: 1, built: 1, signed: 2, negotiating: 1 })
    expect(await countsOf(stranger, id, nodes[1])).toMatchObject({ firms: 1, built: 0, signed: 2, negotiating: 0 })
    const counts = await countsOf(bureau, id, nodes[1])
    for (const [counted, stages] of Object.entries(COUNTED_STAGES)) {
      const filter = projectFilter.parse({ chainNode: nodes[1], stage: stages.join(',') })
      expect([counted, (await listProjects(bureau, { filter, sort: '-updatedAt', limit: 10 })).total]).toEqual([
        counted,
        counts?.[counted as keyof typeof COUNTED_STAGES],
      ])
    }
    const picture = await readChain(bureau, id)
    expect(picture.segments.map(({ nodes: [node] }) => [node?.state, node?.firmNames])).toEqual([
      ['signed', []],
      ['present', ['面粉厂']],
    ])
    expect(picture.coverage).toMatchObject({ nodes: 2, present: 1, signed: 1, localRate: 50 })
    const { items } = await listChains(bureau, { q: picture.name, offset: 0, limit: 10 })
    expect(items).toMatchObject([{ id, firms: 1, coverage: { localRate: 50 } }])
    expect((await readNode(bureau, { chainId: id, id: nodes[1] })).projects.total).toBe(4)
  })

  test('a project stands where it was put by hand, and in the chain that it names; the rule says the same as the query', async () => {
    const one = await chain([
      ['upstream', '1411'],
      ['downstream', '1421'],
    ])
    const other = await chain([['midstream', '14']], { aliases: '饼干链' })
    const cases: [Partial<ProjectFormValues>, string[]][] = [
      [{ industryCode: 'C1411' }, []],
      [{ industryCode: '1411', chain: '饼干链' }, []],
      [{ industryCode: '1411', chain: one.name }, []],
      [{ industryCode: '1411', chain: '没有这条链' }, []],
      [{ industryCode: '1411' }, [one.nodes[1] ?? '']],
      [{ industryCode: null }, [other.nodes[0] ?? '']],
      [{ industryCode: '14' }, []],
    ]
    const chains = await fitChains(database())
    for (const [facts, byHand] of cases) {
      const id = await project('lead', facts)
      if (byHand.length > 0) await placeProject(officer, id, { seen: [], nodeIds: byHand })
      const ruled = placesOf(
        { industryCode: facts.industryCode ?? null, chain: facts.chain ?? null, parkId: null, nodeIds: byHand },
        chains,
      ).map(({ node }) => node.id)
      const queried: string[] = []
      for (const node of [...one.nodes, ...other.nodes]) {
        const { items } = await listProjects(officer, {
          filter: projectFilter.parse({ chainNode: node }),
          sort: '-updatedAt',
          limit: 50,
        })
        if (items.some((item) => item.id === id)) queried.push(node)
      }
      expect(queried.toSorted()).toEqual(ruled.toSorted())
    }
  })

  test('whoever put it elsewhere meanwhile is told, and who may not edit the project may not put it anywhere', async () => {
    const { nodes } = await chain([['upstream', '1451']])
    const id = await project('signed')
    await placeProject(officer, id, { seen: [], nodeIds: nodes })
    expect((await refusal(placeProject(bureau, id, { seen: [], nodeIds: [] }))).code).toBe('stale')
    expect((await refusal(placeProject(stranger, id, { seen: nodes, nodeIds: [] }))).code).toBe('forbidden')
    const { after } = await database().auditEvent.findFirstOrThrow({
      where: { action: 'chainNode.place', subjectId: id },
    })
    expect(after).toEqual({ nodes: ['节点0'] })
  })
})

describe('editing', () => {
  test('a chain that is renamed is still meant by its old name; a word means one chain', async () => {
    const { id, name } = await chain([])
    const { values } = await editableChain(bureau, id)
    const input = chainInput.parse({ ...values, name: `${name}新`, leadingParks: park.name })
    await editChain(bureau, { id, version: 2, input })
    const changed = await readChain(officer, id)
    expect(changed).toMatchObject({ name: `${name}新`, aliases: [name] })
    expect(changed.parks).toEqual([{ id: park.id, name: park.name, position: 'leading', own: false }])
    const taken = await refusal(createChain(bureau, chainInput.parse({ name })))
    expect(taken.errors).toMatchObject([{ path: 'name', message: `“${name}”已是产业链“${name}新”的名称或别名` }])
    expect((await refusal(editChain(bureau, { id, version: 2, input }))).code).toBe('stale')
    const nowhere = await refusal(
      editChain(bureau, { id, version: 3, input: { ...input, supportingParks: ['无此园'] } }),
    )
    expect(nowhere.errors[0]?.path).toBe('supportingParks')
    expect((await refusal(createChain(officer, chainInput.parse({ name: '他人的链' })))).code).toBe('forbidden')
  })

  test('a park leads the chains of its own record, unless the chain says otherwise', async () => {
    const own = await aPark()
    const { id } = await chain([], { aliases: '装备一号' })
    await database().park.update({ where: { id: own.id }, data: { chains: ['装备一号'] } })
    const positions = async () =>
      (await readChain(officer, id)).parks.map(({ position, own: said }) => [position, said])
    expect(await positions()).toEqual([['leading', true]])
    const { values } = await editableChain(bureau, id)
    await editChain(bureau, { id, version: 2, input: chainInput.parse({ ...values, supportingParks: own.name }) })
    expect(await positions()).toEqual([['supporting', false]])
  })

  test('a segment with nodes stays, an empty one goes, and their order is kept', async () => {
    const { id } = await chain([['midstream', '1511']])
    const { segments, chain: stored } = await editableSegments(bureau, id)
    const rows = segments.map(({ id: segmentId, tier, name }) => ({ id: segmentId, tier, name }))
    const emptied = rows.map((row) => ({ ...row, name: null }))
    const kept = await refusal(saveSegments(bureau, { id, version: stored.version, rows: emptied }))
    expect(kept.errors).toMatchObject([
      { path: 'segments.0.name', message: '“环节midstream”还有 1 个节点，先移走节点再删除' },
    ])
    const more = [
      ...rows,
      { id: null, tier: 'midstream' as const, name: '后道' },
      { id: null, tier: 'upstream' as const, name: '原料' },
    ]
    await saveSegments(bureau, { id, version: stored.version, rows: more })
    const names = async () => (await editableSegments(bureau, id)).segments.map(({ name }) => name)
    expect(await names()).toEqual(['原料', '环节midstream', '后道'])
    const now = await editableSegments(bureau, id)
    const without = now.segments.map(({ id: segmentId, tier, name }) => ({
      id: segmentId,
      tier,
      name: name === '后道' ? null : name,
    }))
    await saveSegments(bureau, { id, version: now.chain.version, rows: without })
    expect(await names()).toEqual(['原料', '环节midstream'])
    expect((await refusal(saveSegments(bureau, { id, version: 1, rows: [] }))).code).toBe('stale')
  })

  test('the codes of a node are the standard’s, its name is its own, and it goes with what was named', async () => {
    const { id, nodes } = await chain([['upstream', '1521']])
    const { values, version } = await editableNode(bureau, nodes[0])
    const change = (over: object) =>
      editNode(bureau, { id: nodes[0], version, input: nodeInput.parse({ ...values, ...over }) })
    expect((await refusal(change({ codes: '1599' }))).errors).toMatchObject([
      { path: 'codes', message: 'GB/T 4754-2017 里没有代码“1599”' },
    ])
    const again = nodeInput.parse({ ...values, place: null })
    expect((await refusal(createNode(bureau, id, again))).errors).toMatchObject([{ path: 'name' }])
    await change({ tags: '卡脖子、缺链' })
    expect((await refusal(change({}))).code).toBe('stale')
    await createFirm(bureau, nodes[0], firmInput.parse({ name: '饮料厂' }))
    const gone = { id: nodes[0], version: version + 1, targets: 0 }
    expect((await refusal(deleteNode(bureau, { ...gone, firms: 0 }))).code).toBe('conflict')
    await deleteNode(bureau, { ...gone, firms: 1 })
    const { before } = await database().auditEvent.findFirstOrThrow({
      where: { action: 'chainNode.delete', subjectId: nodes[0] },
    })
    expect(before).toMatchObject({ name: '节点0', firms: ['饮料厂'] })
    expect((await refusal(deleteChain(bureau, { id, version: 2, nodes: 1 }))).code).toBe('conflict')
    await deleteChain(bureau, { id, version: 2, nodes: 0 })
    expect((await refusal(readChain(bureau, id))).code).toBe('notFound')
  })

  test('a park keeps the firms of its own ground, and of no other', async () => {
    const { nodes } = await chain([['upstream', '1711']])
    const { id } = await createFirm(keeper, nodes[0], firmInput.parse({ name: '纺织厂', parkId: park.id }))
    expect((await refusal(createFirm(keeper, nodes[0], firmInput.parse({ name: '外园厂' })))).code).toBe('forbidden')
    expect((await refusal(createFirm(officer, nodes[0], firmInput.parse({ name: '某厂' })))).code).toBe('forbidden')
    expect((await refusal(createFirm(bureau, nodes[0], firmInput.parse({ name: '纺织厂' })))).errors).toMatchObject([
      { path: 'name' },
    ])
    const { values, version } = await editableFirm(keeper, id)
    const away = firmInput.parse({ ...values, parkId: (await aPark()).id })
    expect((await refusal(editFirm(keeper, { id, version, input: away }))).code).toBe('forbidden')
    await editFirm(bureau, { id, version, input: away })
    expect((await refusal(deleteFirm(keeper, { id, version: version + 1 }))).code).toBe('forbidden')
    await deleteFirm(bureau, { id, version: version + 1 })
    expect(await database().chainFirm.count({ where: { id } })).toBe(0)
  })

  test('a unit lists the companies it is after itself; the list is filtered by chain, unit, state and gap', async () => {
    const { id, nodes } = await chain([
      ['upstream', '1721'],
      ['downstream', '1731'],
    ])
    const input = (over: object) => targetInput.parse({ name: '甲公司', state: 'open', ...over })
    const mine = await createTarget(officer, nodes[0], input({ region: '江苏' }))
    await createTarget(bureau, nodes[1], input({ name: '乙公司', unitId: stranger.actor.unitId, state: 'talking' }))
    await createFirm(bureau, nodes[1], firmInput.parse({ name: '麻纺厂' }))
    const given = input({ unitId: stranger.actor.unitId })
    expect((await refusal(createTarget(officer, nodes[0], given))).code).toBe('forbidden')
    const listed = async (filter: object) =>
      (await listTargets(officer, { chain: id, ...filter }, { offset: 0, limit: 10 })).items.map(
        ({ name, mayEdit }) => [name, mayEdit],
      )
    expect(await listed({})).toEqual([
      ['甲公司', true],
      ['乙公司', false],
    ])
    expect(await listed({ gap: '1' })).toEqual([['甲公司', true]])
    expect(await listed({ state: 'talking' })).toEqual([['乙公司', false]])
    expect(await listed({ unit: town.id })).toEqual([['甲公司', true]])
    expect(await listed({ q: '江苏' })).toEqual([['甲公司', true]])
    await editTarget(officer, { id: mine.id, version: 1, input: input({ state: 'contacted' }) })
    expect((await refusal(editTarget(officer, { id: mine.id, version: 1, input: input({}) }))).code).toBe('stale')
    expect((await refusal(editTarget(stranger, { id: mine.id, version: 2, input: input({}) }))).code).toBe('forbidden')
  })

  test('the chains and targets of a merged unit go over to the other', async () => {
    const [from, into] = [await aUnit(), await aUnit()]
    const { id, nodes } = await chain([['upstream', '1741']], { unitId: from.id })
    await createTarget(bureau, nodes[0], targetInput.parse({ name: '丝绸公司', state: 'open', unitId: from.id }))
    await mergeUnits(bureau, { unitId: from.id, intoId: into.id, version: 1 })
    expect((await readChain(bureau, id)).unit?.id).toBe(into.id)
    expect(await database().chainTarget.count({ where: { unitId: into.id } })).toBe(1)
  })
})

describe('the fit of a project', () => {
  test('does not count the project itself, and is the same for whoever sees it', async () => {
    const { id, nodes } = await chain(
      [
        ['upstream', '2011'],
        ['midstream', '2021'],
      ],
      { leadingParks: park.name },
    )
    await createFirm(bureau, nodes[0], firmInput.parse({ name: '锯材厂' }))
    const started = await project('started', { industryCode: 'C2021', parkId: park.id })
    const fit = await projectFit(officer, started)
    expect(fit).toMatchObject({ level: 'high', score: 100, place: { chainId: id, nodeId: nodes[1] } })
    expect(await projectFit(stranger, started)).toEqual(fit)
    await project('started', { industryCode: 'C2021', parkId: park.id })
    expect((await projectFit(officer, started)).reasons.find((reason) => reason.id === 'gap')?.points).toBe(15)
    expect((await refusal(projectFit(stranger, await project('lead')))).code).toBe('notFound')
    expect((await projectFit(officer, await project('lead'))).level).toBe('unknown')
  })
})
