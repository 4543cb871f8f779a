import { expect, test } from 'vitest'
import { lacksOf } from './completeness'
import { readinessOf } from './readiness'

const ITEMS = { cleared: ['权属清晰', '拆迁完成'], serviced: ['通路', '通电'] }

test.each([
  [[], false, false, 4],
  [['权属清晰', '拆迁完成'], true, false, 2],
  [['通路', '通电'], false, false, 2],
  [['权属清晰', '拆迁完成', '通路', '通电', '旧项目'], true, true, 0],
])('a plot that has %j is 净地 %s and 熟地 %s', (has, isCleared, isServiced, lacking) => {
  const found = readinessOf(ITEMS, new Set(has))
  expect([found.isCleared, found.isServiced, found.lacking.length]).toEqual([isCleared, isServiced, lacking])
})

test('a plot lacks what nobody has told, and of its contract only once it is supplied', () => {
  const bare = {
    statusFrom: null,
    park: null,
    landUseCode: null,
    computedMu: null,
    quotaSource: null,
    minFar: null,
    maxFar: '2',
    minDensity: null,
    maxGreen: null,
    startPriceWan: null,
    contractOn: null,
    contractPriceWan: null,
    startDueOn: null,
  }
  const planned = lacksOf({ ...bare, status: 'planned' })
  expect(planned).toEqual(['park', 'landUse', 'drawing', 'quota', 'density', 'green', 'startPrice', 'statusDay'])
  expect(lacksOf({ ...bare, status: 'suppliedNotUsed' })).toEqual([
    ...planned,
    'contractDay',
    'contractPrice',
    'startDue',
  ])
})
