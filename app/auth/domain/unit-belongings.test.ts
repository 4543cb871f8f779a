import { expect, test } from 'vitest'
import { belongingsInWords, type UnitBelongings } from './unit-belongings'

const NOTHING: UnitBelongings = { users: 0, roles: [], teams: 0, children: 0, holds: [] }
const PARKS = { label: '园区', measure: '个', count: 1 }
const PROJECTS = { label: '项目', measure: '个', count: 0 }

test.each<[Partial<UnitBelongings>, string]>([
  [{}, '它的历史'],
  [{ users: 1 }, '1 名用户'],
  [
    {
      users: 3,
      roles: [
        { role: 'officer', users: 2 },
        { role: 'leader', users: 1 },
      ],
    },
    '3 名用户（招商专员 2、领导 1）',
  ],
  [{ holds: [PROJECTS, PARKS], teams: 2, children: 4 }, '1 个园区、2 个专班、4 个下级单位'],
])('what goes over with a merged unit is told kind by kind: %j', (over, words) => {
  expect(belongingsInWords({ ...NOTHING, ...over })).toBe(words)
})
