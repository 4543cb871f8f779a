import { expect, test } from 'vitest'
import { chainInput, nodeInput, segmentsInput } from './chain'

const faults = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}：${message}`)

test('a chain has a name, words of its own and parks in one place each', () => {
  const given = { name: ' 光伏储能 ', aliases: '光伏、储能,光伏', leadingParks: '东园', supportingParks: ['西园'] }
  expect(chainInput.parse(given)).toMatchObject({
    name: '光伏储能',
    aliases: ['光伏', '储能'],
    leadingParks: ['东园'],
    supportingParks: ['西园'],
    leader: null,
  })
  expect(faults(chainInput.safeParse({ ...given, name: '', aliases: '' }))).toEqual(['name：请填写名称'])
  expect(faults(chainInput.safeParse({ ...given, aliases: '光伏储能', supportingParks: '东园' }))).toEqual([
    'aliases：别名与名称相同',
    'supportingParks：“东园”已列为主导园区',
  ])
})

test('the codes of a node are divisions or finer, whatever letter stands before them', () => {
  const node = { segmentId: '00000000-0000-7000-8000-000000000001', name: '组件', place: '' }
  expect(nodeInput.parse({ ...node, codes: 'C3825、38 3825', tags: null })).toMatchObject({
    codes: ['3825', '38'],
    tags: [],
    place: null,
  })
  expect(faults(nodeInput.safeParse({ ...node, codes: 'C、光伏' }))).toEqual([
    'codes：“C”不是 GB/T 4754-2017 的大类、中类或小类代码，如 C38、3825',
    'codes：“光伏”不是 GB/T 4754-2017 的大类、中类或小类代码，如 C38、3825',
  ])
})

test('two segments of a chain do not share a name; rows without one say nothing', () => {
  const row = (name: string | null) => ({ id: null, tier: 'upstream', name })
  expect(segmentsInput.safeParse({ segments: [row('硅料'), row(null), row(null)] }).success).toBe(true)
  expect(faults(segmentsInput.safeParse({ segments: [row('硅料'), row('硅料')] }))).toEqual([
    'segments.1.name：环节名称重复',
  ])
})
