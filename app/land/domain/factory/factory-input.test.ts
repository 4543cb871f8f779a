import { expect, test } from 'vitest'
import { parseInput } from '~/shared/input'
import { refusal } from '~test/refusal'
import { factoryInput, leaseInput } from './factory-input'

const FLOOR = { parkId: '01234567-89ab-7def-8123-456789abcdef', building: 'A3栋', floor: '2', areaM2: '1800' }
const paths = async (parse: () => unknown) =>
  (await refusal(Promise.resolve().then(parse))).errors.map(({ path }) => path)

test.each([
  ['2', 2],
  ['２层', 2],
  ['第3层', 3],
  ['-1', -1],
  ['B1', -1],
  ['地下1层', -1],
])('a floor is read as people write it: %s', (floor, read) => {
  expect(parseInput(factoryInput, { ...FLOOR, floor }).floor).toBe(read)
})

test.each(['', '0', '61', '-6', '二楼半'])('“%s” is no floor', async (floor) => {
  expect(await paths(() => parseInput(factoryInput, { ...FLOOR, floor }))).toEqual(['floor'])
})

test('the day on which a floor is to be done is kept while it is being built', () => {
  const doneOn = '2030-01-01'
  expect(parseInput(factoryInput, { ...FLOOR, doneOn }).doneOn).toBeNull()
  expect(parseInput(factoryInput, { ...FLOOR, doneOn, underConstruction: 'on' }).doneOn).toBe(doneOn)
})

test('a lease names a project or a tenant, not both, and ends after it began', async () => {
  const from = '2025-03-01'
  const projectId = FLOOR.parkId
  expect(await paths(() => parseInput(leaseInput, { from }))).toEqual(['projectId'])
  expect(await paths(() => parseInput(leaseInput, { from, projectId, tenant: '甲公司' }))).toEqual(['tenant'])
  expect(await paths(() => parseInput(leaseInput, { from, projectId, until: '2025-02-01' }))).toEqual(['until'])
})
