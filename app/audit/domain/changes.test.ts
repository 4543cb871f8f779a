import { expect, test } from 'vitest'
import { changes } from './changes'

test('phone and identity numbers typed into free texts reach no diff, in whatever depth', () => {
  const before = { remark: '找张三13867030662', tags: ['138-6703-0662'], note: { text: '身份证341881199001011234' } }
  const after = { remark: '找张三13867030669', tags: [], note: null }
  const logged = changes(before, after)
  expect(logged).toEqual({
    before: { remark: '找张三138****0662', tags: ['138****0662'], note: { text: '身份证341881********1234' } },
    after: { remark: '找张三138****0669', tags: [], note: null },
  })
  expect(changes(undefined, before).after).toEqual(logged.before)
  expect(changes(before).before).toEqual(logged.before)
})

test('only what differs is kept; ids, codes and amounts stand as they are', () => {
  const id = '13867030-6621-7386-8703-138670306621'
  const after = { unitId: id, code: 'ZS-2021-001', investorUscc: '91341800MA2TABCD1X', investmentWan: '12000.50' }
  expect(changes({ name: '同名' }, { name: '同名', ...after })).toEqual({
    before: { unitId: null, code: null, investorUscc: null, investmentWan: null },
    after,
  })
})
