import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RULES } from '~/settings/domain/rules'
import { TIERS } from './chain'
import { chainFit, placesOf, type FitChain, type FitNode, type FitProject } from './fit'

const weights = RULES.chainFit.preset

const node = (id: string, tier: FitNode['tier'], code: string, local = 0): FitNode => ({
  id,
  name: `节点${id}`,
  tier,
  codes: [code],
  local,
})

const solar: FitChain = {
  id: 'solar',
  name: '光伏储能',
  words: ['光伏储能', '光伏'],
  parks: [
    { parkId: 'east', park: '东园', position: 'leading' },
    { parkId: 'west', park: '西园', position: 'supporting' },
  ],
  nodes: [node('a', 'upstream', '2614', 2), node('b', 'midstream', '3825'), node('c', 'downstream', '4416', 1)],
}

const project: FitProject = { industryCode: 'C3825', chain: null, parkId: 'east', nodeIds: [] }
const scoreOf = (asked: Partial<FitProject>, chains = [solar]) =>
  chainFit({ ...project, ...asked }, chains, weights).score

test('a project that fills a gap in its park’s leading chain, between what is there, fits wholly, and is told why', () => {
  const fit = chainFit(project, [solar], weights)
  expect(fit).toMatchObject({ level: 'high', score: 100, place: { chain: '光伏储能', node: '节点b' } })
  expect(fit.reasons.map(({ label, points, of, because }) => `${label} ${points}/${of} ${because}`)).toEqual([
    '园区产业链 40/40 “东园”主导“光伏储能”',
    '补链 30/30 “节点b”本地还没有，补上缺的节点',
    '上游配套 15/15 上游 1 个节点，本地有 1 个：节点a',
    '下游配套 15/15 下游 1 个节点，本地有 1 个：节点c',
  ])
})

test.each([
  ['in a supporting park less', { parkId: 'west' }, 84],
  ['in a park off the chain least', { parkId: 'north' }, 60],
  ['with its park open, as in the best of them', { parkId: null }, 100],
  ['on a node that two have already, less', { industryCode: '2614' }, 65],
  ['put by hand on a node, whatever its code', { industryCode: '1311', nodeIds: ['b'] }, 100],
  ['put by hand without a code', { industryCode: null, nodeIds: ['c'] }, 70],
])('it fits %s', (_, asked, score) => {
  expect(scoreOf(asked)).toBe(score)
})

test.each([
  ['without a code', { industryCode: null }, '行业代码没有填，看不出在哪条链上'],
  [
    'with a code that is too coarse',
    { industryCode: '38' },
    '行业代码 38 不够细，可能在“光伏储能 › 节点b”等节点，请填到小类',
  ],
  ['with a code that is none', { industryCode: 'A3825' }, '行业代码“A3825”看不明白'],
])('%s nobody can tell, which is not 0', (_, asked, because) => {
  expect(chainFit({ ...project, ...asked }, [solar], weights)).toMatchObject({ level: 'unknown', score: null, because })
})

test('where there is no chain nobody can tell; off every chain it is 0', () => {
  expect(chainFit(project, [], weights).level).toBe('unknown')
  expect(chainFit({ ...project, industryCode: '1311' }, [solar], weights)).toMatchObject({ level: 'none', score: 0 })
})

test('a project that names a chain stands in that one alone; a word that is no chain’s says nothing', () => {
  const cars: FitChain = {
    ...solar,
    id: 'cars',
    name: '新能源汽车',
    words: ['新能源汽车'],
    nodes: [node('d', 'midstream', '38')],
  }
  const placed = (chain: string | null) => placesOf({ ...project, chain }, [solar, cars]).map((place) => place.node.id)
  expect(placed(null)).toEqual(['b', 'd'])
  expect(placed('光伏')).toEqual(['b'])
  expect(placed('新能源汽车')).toEqual(['d'])
  expect(placed('装备')).toEqual(['b', 'd'])
})

const CODES = ['2614', '3825', '3841', '3612', '4416']
const nodes = fc
  .array(fc.record({ tier: fc.constantFrom(...TIERS), code: fc.constantFrom(...CODES), local: fc.nat(3) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) => list.map(({ tier, code, local }, at) => node(String(at), tier, code, local)))
const asked = fc.record({
  industryCode: fc.constantFrom(...CODES),
  parkId: fc.constantFrom('east', 'west', 'north', null),
})
const withOneMore = (chain: FitChain, id: string): FitChain => ({
  ...chain,
  nodes: chain.nodes.map((each) => (each.id === id ? { ...each, local: each.local + 1 } : each)),
})

test('laws: between 0 and 100; the reasons add up; a firm more on another node never lowers a fit, one on its own never raises it', () => {
  fc.assert(
    fc.property(nodes, asked, (list, facts) => {
      const chain = { ...solar, nodes: list }
      const fit = chainFit({ ...project, ...facts }, [chain], weights)
      const { score, place, reasons } = fit
      if (score === null || place === null) return
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100)
      expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 5)
      for (const { id } of list) {
        const then = scoreOf(facts, [withOneMore(chain, id)]) ?? 0
        if (id !== place.nodeId) expect(then).toBeGreaterThanOrEqual(score)
      }
      const alone = { ...project, ...facts, industryCode: null, nodeIds: [place.nodeId] }
      const before = chainFit(alone, [chain], weights).score ?? 0
      expect(chainFit(alone, [withOneMore(chain, place.nodeId)], weights).score ?? 0).toBeLessThanOrEqual(before)
    }),
  )
})

test('law: filling a gap is worth at least doubling a node that is there', () => {
  fc.assert(
    fc.property(nodes, asked, fc.integer({ min: 1, max: 5 }), (list, facts, local) => {
      const at = list[0]?.id ?? ''
      const put = { ...facts, industryCode: null, nodeIds: [at] }
      const having = (count: number) => ({
        ...solar,
        nodes: list.map((each) => (each.id === at ? { ...each, local: count } : each)),
      })
      expect(scoreOf(put, [having(0)]) ?? 0).toBeGreaterThanOrEqual(scoreOf(put, [having(local)]) ?? 0)
    }),
  )
})

test('law: a leading park is worth at least a supporting one, and that at least one off the chain', () => {
  fc.assert(
    fc.property(nodes, fc.constantFrom(...CODES), (list, code) => {
      const [east, west, north] = ['east', 'west', 'north'].map(
        (parkId) => scoreOf({ industryCode: code, parkId }, [{ ...solar, nodes: list }]) ?? 0,
      )
      expect(east).toBeGreaterThanOrEqual(west ?? 0)
      expect(west).toBeGreaterThanOrEqual(north ?? 0)
    }),
  )
})
