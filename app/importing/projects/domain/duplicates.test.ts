import fc from 'fast-check'
import { expect, test } from 'vitest'
import { duplicateReason, type LikenessKeys } from '~/projects/domain/likeness'
import { DuplicateIndex } from './duplicates'

const keys = fc.record<LikenessKeys>({
  name: fc.stringMatching(/^[甲乙丙丁项目]{0,8}$/),
  investor: fc.constantFrom(null, '甲有限公司', '甲股份有限公司', '乙（集团）公司', '有限公司'),
  uscc: fc.constantFrom(null, null, null, '91341881MA2N00000X', '91341881MA2N00001X'),
  investmentWan: fc.constantFrom(null, '100', '100.00', '200'),
  signedFrom: fc.constantFrom(null, '2020-03-01', '2020-03-15', '2020-04-01'),
})

test('the index suspects exactly the rows that comparing with every earlier one suspects', () => {
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 25 }), (rows) => {
      const index = new DuplicateIndex<number>()
      const standing: { row: LikenessKeys; at: number }[] = []
      rows.forEach((row, at) => {
        const naive = standing.some((earlier) => duplicateReason(earlier.row, row) !== null)
        const found = index.find(row)
        expect(found !== null).toBe(naive)
        if (found) {
          expect(duplicateReason(rows[found.of]!, row)).toBe(found.reason)
          return
        }
        index.add(row, at)
        standing.push({ row, at })
      })
    }),
    { numRuns: 500 },
  )
})
