import { describe, expect, test } from 'vitest'
import { gapOf, planInput, planRows } from './plan'

const plan = [
  { source: 'new', reserveMu: 4000, supplyMu: 3500 },
  { source: 'stock', reserveMu: 1000, supplyMu: 1500 },
] as const

describe('a year of land', () => {
  test('asks for more than is planned: 6,216.7 亩 of the projects signed in 2020 against 5,000', () => {
    expect(gapOf({ plan, asked: { mu: 6216.7, projects: 122, unknown: 0 } })).toBe(1216.7)
    expect(gapOf({ plan, asked: { mu: 0.1, projects: 1, unknown: 0 } })).toBe(-4999.9)
  })

  test('has a row for each source that something is said of, and their sum', () => {
    const { parts, total } = planRows({
      plan,
      supplied: [
        { source: 'stock', mu: 0.1, plots: 1 },
        { source: null, mu: 0.2, plots: 2 },
      ],
    })
    expect(parts.map(({ label, supplyMu, suppliedMu, leftMu }) => [label, supplyMu, suppliedMu, leftMu])).toEqual([
      ['新增', 3500, 0, 3500],
      ['存量', 1500, 0.1, 1499.9],
      ['来源不详', null, 0.2, null],
    ])
    expect(total).toMatchObject({ reserveMu: 5000, supplyMu: 5000, suppliedMu: 0.3, suppliedPlots: 3, leftMu: 4999.7 })
  })

  test('without a plan has no share and no gap', () => {
    const { total } = planRows({ plan: null, supplied: [{ source: 'new', mu: 10, plots: 1 }] })
    expect([total.percent, total.leftMu, total.suppliedMu]).toEqual([null, null, 10])
    expect(gapOf({ plan: null, asked: { mu: 5, projects: 1, unknown: 0 } })).toBeNull()
  })
})

test('a plan is written as people write 亩, and what is left blank is none', () => {
  expect(planInput.parse({ version: '0', newSupplyMu: '3,500 亩', newReserveMu: '４０００' })).toMatchObject({
    document: null,
    newSupplyMu: '3500',
    newReserveMu: '4000',
    stockSupplyMu: '0',
  })
})
