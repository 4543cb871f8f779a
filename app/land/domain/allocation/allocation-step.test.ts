import { expect, test } from 'vitest'
import { parseInput } from '~/shared/input'
import { refusal } from '~test/refusal'
import type { AllocationState } from './allocation'
import { standingSteps, stepFaults, stepInput, stepRight, stepsFrom, supplyHindrance } from './allocation-step'

test.each<[AllocationState, string[]]>([
  ['candidate', ['release']],
  ['held', ['renew', 'list', 'supply', 'release']],
  ['listed', ['supply', 'release', 'takeBack']],
  ['supplied', ['deliver', 'recover', 'takeBack']],
  ['delivered', ['recover', 'takeBack']],
  ['released', []],
  ['recovered', []],
])('after %s come %j', (state, steps) => {
  expect(stepsFrom(state)).toEqual(steps)
})

test('looking and holding are released by whoever may hold; what is listed by the land office', () => {
  expect(stepRight('release', 'held')).toBe('plot.hold')
  expect(stepRight('release', 'listed')).toBe('plot.supply')
  expect(stepRight('supply', 'held')).toBe('plot.supply')
})

test('a step comes after the last one, not on a day to come, and not once a hold ran out', () => {
  const held = { state: 'held', since: '2025-03-01', until: '2025-03-31' } as const
  const codes = (on: string) => stepFaults(held, on, '2025-06-01').map(({ code }) => code)
  expect([codes('2025-02-28'), codes('2025-06-02'), codes('2025-04-01'), codes('2025-03-31')]).toEqual([
    ['order'],
    ['future'],
    ['lapsed'],
    [],
  ])
  expect(stepFaults({ ...held, state: 'listed' }, '2025-05-01', '2025-06-01')).toEqual([])
})

test('a supply says how, when, by which paper and for how much; reuse of own land has no price', async () => {
  const supply = { supplyMode: 'granted', on: '2025-03-01', document: '皖〔2025〕1号', priceWan: '1200' }
  expect(parseInput(stepInput('supply'), supply)).toMatchObject({ priceWan: '1200', startDueOn: null })
  const missing = async (given: object) =>
    (await refusal(Promise.resolve().then(() => parseInput(stepInput('supply'), given)))).errors.map(({ path }) => path)
  expect(await missing({})).toEqual(['supplyMode', 'on', 'document', 'priceWan'])
  expect(await missing({ ...supply, startDueOn: '2025-02-01' })).toEqual(['startDueOn'])
  expect(parseInput(stepInput('supply'), { ...supply, supplyMode: 'noNewLand', priceWan: '' }).priceWan).toBeNull()
})

test('a step taken back stands no more, nor does the step that took it back', () => {
  const step = (name: string, takesBack = false) => ({ name, takesBack })
  const steps = [step('held'), step('listed'), step('supplied'), step('back', true), step('supplied again')]
  expect(standingSteps(steps).map(({ name }) => name)).toEqual(['held', 'listed', 'supplied again'])
})

test('land that was not acquired cannot be supplied', () => {
  expect(supplyHindrance('approvedNotAcquired')).toContain('尚未征收')
  expect(supplyHindrance('acquiredNotSupplied')).toBeNull()
})
