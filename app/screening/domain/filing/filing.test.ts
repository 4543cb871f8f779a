import { expect, test } from 'vitest'
import { parseInput } from '~/shared/input'
import { refusal } from '~test/refusal'
import { filingState, relocationInput } from './filing'

test.each([
  ['99999.99', null, null, 'notNeeded'],
  [null, null, null, 'notNeeded'],
  ['100000', null, null, 'wanted'],
  ['100000', null, '2026-03-05', 'missed'],
  ['100000', '2026-03-05', null, 'filed'],
  ['100000', '2026-03-05', '2026-03-05', 'filed'],
  ['100000', '2026-03-06', '2026-03-05', 'late'],
  ['500', '2026-03-05', null, 'filed'],
])('%s 万元, filed %s, signed %s: %s', (wan, filedOn, signedOn, state) => {
  expect(filingState({ wan, filedOn, signedOn, filingFromWan: 100_000 })).toBe(state)
})

test('疑似平移 is marked with a reason; a former place alone marks nothing', async () => {
  expect(parseInput(relocationInput, { formerPlace: '某省某县' })).toMatchObject({ suspected: false })
  const { errors } = await refusal(Promise.resolve().then(() => parseInput(relocationInput, { suspected: 'true' })))
  expect(errors.map(({ path }) => path)).toEqual(['reason'])
})
