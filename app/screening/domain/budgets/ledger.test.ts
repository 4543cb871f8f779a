import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '~/shared/money'
import { BUDGET_KINDS } from './budget'
import {
  budgetOutlook,
  budgetRow,
  budgetRows,
  budgetState,
  excess,
  excessWarning,
  type Claimed,
  type ClaimedIn,
} from './ledger'

const claim = (state: Claimed['state'], amount: string, month: string | null = null): Claimed => ({
  state,
  amount,
  month,
  claims: 1,
})

test('10,000 less 3,000 and 4,500.5 promised leaves 2,499.5; what is asked for is not taken off', () => {
  const state = budgetState('10000', [claim('promised', '3000'), claim('promised', '4500.5'), claim('asked', '2000')])
  expect([state.left, state.promised, state.asked].map(Number)).toEqual([2499.5, 7500.5, 2000])
  expect(state).toMatchObject({ percent: 75, overdrawn: false, promisedClaims: 2, askedClaims: 1 })
})

test('where no budget was set, nothing is left and nothing overdrawn', () => {
  expect(budgetState(null, [claim('promised', '1')])).toMatchObject({ left: null, percent: null, overdrawn: false })
})

test('all of it promised is not overdrawn, a hundredth more is', () => {
  expect(budgetState('100', [claim('promised', '100')]).overdrawn).toBe(false)
  expect(budgetState('100', [claim('promised', '100.01')]).overdrawn).toBe(true)
})

test('the forecast adds up by month of production, the unknown last, and says when it is full', () => {
  const state = budgetState('100', [
    claim('promised', '40'),
    claim('asked', '30', '2027-06'),
    claim('promised', '50', '2026-12'),
    claim('promised', '25', '2027-06'),
  ])
  expect(state.forecast.map(({ month, promised, asked }) => [month, Number(promised), Number(asked)])).toEqual([
    ['2026-12', 50, 0],
    ['2027-06', 75, 30],
    [null, 115, 30],
  ])
  expect(state.fullFrom).toBe('2027-06')
})

test('a promise may fill a budget, not go beyond it; the warning says the numbers', () => {
  expect(Number(excess('12000', '11500', '500'))).toBe(0)
  expect(Number(excess('12000', '11500', '500.01'))).toBe(0.01)
  expect(Number(excess(null, '11500', '500'))).toBe(0)
  const warning = excessWarning(
    { kind: 'energy', year: 2026, park: null },
    { amount: '12000', promised: '11500', further: '983.2' },
  )
  expect(warning).toBe('全县 2026 年能耗指标 12,000 吨标准煤，已承诺 11,500，再承诺 983.2 将超出 483.2')
})

const cents = fc.integer({ min: 1, max: 10_000_000 }).map((value) => new Decimal(value).div(100).toFixed())
const claims = fc.array(
  fc.record({
    state: fc.constantFrom('asked' as const, 'promised' as const),
    amount: cents,
    month: fc.constantFrom('2026-01', '2026-11', '2027-03', null),
    claims: fc.constant(1),
  }),
)

test('left and promised are the budget, the last month of the forecast holds all, and no order matters', () => {
  fc.assert(
    fc.property(cents, claims, (amount, list) => {
      const state = budgetState(amount, list)
      expect(state.left?.plus(state.promised).toFixed()).toBe(new Decimal(amount).toFixed())
      const last = state.forecast.at(-1)
      expect(last?.promised.plus(last.asked).toFixed() ?? '0').toBe(state.promised.plus(state.asked).toFixed())
      expect(JSON.stringify(budgetState(amount, list.toReversed()))).toBe(JSON.stringify(state))
      expect(state.overdrawn).toBe(excess(amount, state.promised, 0).gt(0))
    }),
  )
})

test.each([
  [null, [claim('promised', '1')], undefined],
  ['100', [claim('promised', '60'), claim('asked', '40')], '够用'],
  ['100', [claim('promised', '60', '2027-01'), claim('asked', '41', '2027-03')], '2027-03 起不够'],
  ['100', [claim('promised', '60', '2027-03'), claim('asked', '41')], '全部承诺则不够'],
  ['100', [claim('promised', '100.01', '2027-03')], '已超出'],
])('of %s with %j the outlook is %s', (amount, claimed, words) => {
  const budget = amount === null ? undefined : { amount, document: null }
  expect(budgetOutlook(budgetRow({ kind: 'cod', year: 2026, park: null }, budget, claimed))?.words).toBe(words)
})

test('the county holds what its parks promise, and what is claimed without a budget is shown', () => {
  const [east, west] = [
    { id: 'e', name: '东区' },
    { id: 'w', name: '西区' },
  ]
  const of = (park: ClaimedIn['park'], amount: string): ClaimedIn => ({
    ...claim('promised', amount),
    kind: 'energy',
    park,
  })
  const budget = { kind: 'energy' as const, year: 2026, document: null }
  const rows = budgetRows(
    2026,
    [
      { ...budget, parkId: null, park: null, amount: '100' },
      { ...budget, parkId: 'e', park: east, amount: '50' },
    ],
    [of(east, '30'), of(west, '20'), of(null, '5')],
    BUDGET_KINDS,
  )
  expect(rows.map(({ park, amount, left, promised }) => [park?.name, amount, left, promised])).toEqual([
    [undefined, 100, 45, 55],
    ['东区', 50, 20, 30],
    ['西区', null, null, 20],
  ])
})
