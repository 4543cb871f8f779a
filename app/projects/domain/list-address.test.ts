import { expect, test } from 'vitest'
import { readListAddress } from './list-address'

const read = (query: string) => readListAddress(new URLSearchParams(query))

test('stages may be repeated or joined by commas', () => {
  expect(read('stage=signed&stage=started').filter.stage).toEqual(['signed', 'started'])
  expect(read('stage=signed,started').filter.stage).toEqual(['signed', 'started'])
})

test('an address without parameters shows the first 25, newest change first', () => {
  expect(read('')).toMatchObject({ sort: '-updatedAt', page: 1, per: 25, ignored: [] })
})

test('parameters that make no sense are named and left out, the others stand', () => {
  const { filter, ignored, sort } = read('unit=me&minWan=lots&q=电子&stage=nowhere&sort=colour')
  expect(ignored.sort()).toEqual(['minWan', 'sort', 'stage', 'unit'])
  expect(filter).toMatchObject({ q: '电子', stage: [] })
  expect(filter.unit).toBeUndefined()
  expect(sort).toBe('-updatedAt')
})

test('a page number is at least 1 and never deeper than 100,000 rows', () => {
  expect(read('page=-3').page).toBe(1)
  expect(read('page=x').page).toBe(1)
  expect(read('page=99999999').page).toBe(4000)
})
