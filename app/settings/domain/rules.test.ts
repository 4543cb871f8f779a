import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInput } from '~/shared/input'
import { AppError } from '~/shared/errors'
import { inForce, RULES, ruleText } from './rules'

const versions = [
  { version: 1, effectiveOn: '2020-01-01' },
  { version: 2, effectiveOn: '2024-01-01' },
  { version: 3, effectiveOn: '2024-01-01' },
  { version: 4, effectiveOn: '2023-01-01' },
]

test('the rule in force is the nearest before the day, of one day the last version', () => {
  expect(inForce(versions, '2023-12-31')?.version).toBe(4)
  expect(inForce(versions, '2024-01-01')?.version).toBe(3)
  expect(inForce(versions, '2022-06-01')?.version).toBe(1)
})

test('before the first day of effect the first rule holds', () => {
  expect(inForce(versions, '2019-01-01')?.version).toBe(1)
  expect(inForce([], '2019-01-01')).toBeUndefined()
})

test('the order in which versions are listed does not matter', () => {
  const day = fc.date({ min: new Date('2018-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  const shuffled = fc.shuffledSubarray(versions, { minLength: versions.length })
  fc.assert(
    fc.property(shuffled, day, (order, at) => {
      const asked = at.toISOString().slice(0, 10)
      expect(inForce(order, asked)).toEqual(inForce(versions, asked))
    }),
  )
})

test('every preset satisfies its own schema, as data and as the form gives it back', () => {
  for (const { schema, preset } of Object.values(RULES)) {
    const typed = Object.fromEntries(Object.entries(preset).map(([name, value]) => [name, ruleText(value)]))
    expect(parseInput(schema, preset)).toEqual(preset)
    expect(parseInput(schema, typed)).toEqual(preset)
  }
})

describe('size bands', () => {
  const faults = (bands: string) => {
    try {
      parseInput(RULES.sizeBands.schema, { bands })
    } catch (error) {
      if (error instanceof AppError) return error.errors.map(({ message }) => message)
      throw error
    }
    return []
  }

  test('go down to 0, without repeating themselves', () => {
    expect(faults('10000 大\n0 小')).toEqual([])
    expect(faults('10000 大\n500 小')).toEqual(['最后一段的下限应为 0'])
    expect(faults('500 中\n10000 大\n0 小')).toEqual(['“大”的下限应小于上一段'])
    expect(faults('500 大\n0 大')).toEqual(['“大”出现了两次'])
  })

  test('name the line that cannot be read', () => {
    expect(faults('一个亿 大\n0 小')).toEqual(['第 1 行应为“下限（万元）、空格、名称”，如 10000 1亿元及以上'])
  })
})
