import { expect, test } from 'vitest'
import { PATH } from '~/projects/domain/stages'
import { COUNTED_STAGES, coverageOf, nodeState } from './picture'

const none = { firms: 0, built: 0, signed: 0, negotiating: 0 }

test.each([
  [{}, 'missing'],
  [{ negotiating: 2 }, 'negotiating'],
  [{ negotiating: 2, signed: 1 }, 'signed'],
  [{ signed: 1, built: 1 }, 'present'],
  [{ negotiating: 1, firms: 1 }, 'present'],
])('a node with %j is %s', (counts, state) => {
  expect(nodeState({ ...none, ...counts })).toBe(state)
})

test('every stage belongs to one count', () => {
  expect(Object.values(COUNTED_STAGES).flat().toSorted()).toEqual([...PATH].toSorted())
})

test('本地配套率 is the nodes that are there in all nodes; of no nodes it is unknown', () => {
  const nodes = [none, { ...none, firms: 1 }, { ...none, signed: 1 }]
  expect(coverageOf(nodes)).toEqual({ nodes: 3, present: 1, signed: 1, negotiating: 0, missing: 1, localRate: 33.3 })
  expect(coverageOf([]).localRate).toBeNull()
})
