import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '~/shared/money'
import { heldByAll, sharedByArea } from './carry-over'

test('a price is shared by area to the hundredth, and the shares add up to it', () => {
  expect(sharedByArea('1000', ['23.5', '36.5'])).toEqual(['391.67', '608.33'])
  expect(sharedByArea('100', [1, 1, 1])).toEqual(['33.33', '33.33', '33.34'])
  const hundredths = fc.integer({ min: 1, max: 1_000_000 }).map((value) => new Decimal(value).div(100))
  fc.assert(
    fc.property(hundredths, fc.array(hundredths, { minLength: 1, maxLength: 9 }), (price, areas) => {
      const sum = sharedByArea(price, areas).reduce((all, share) => all.plus(share), new Decimal(0))
      expect(sum.toFixed(2)).toBe(price.toFixed(2))
    }),
  )
})

test('of several plots that become one only what held for all of them goes on', () => {
  const key = (item: string) => item
  expect(heldByAll([['通路', '通水']], key)).toEqual(['通路', '通水'])
  expect(
    heldByAll(
      [
        ['通路', '通水'],
        ['通水', '通电'],
      ],
      key,
    ),
  ).toEqual(['通水'])
  expect(heldByAll([], key)).toEqual([])
})
