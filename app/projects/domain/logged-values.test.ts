import { expect, test } from 'vitest'
import { onDay } from '~/shared/day'
import { loggedValues, namedIds } from './logged-values'

test('what an import logged under its own names is read under those of the form, each stage with its day', () => {
  const former = {
    investor: '甲公司',
    uscc: 'U',
    introducedBy: '某镇',
    landedAt: '东镇',
    park: '东园区',
    investmentWan: '1000',
    events: [{ stage: 'signed', occurred: onDay('2020-03-15') }],
  }
  expect(loggedValues(former)).toEqual({
    investorName: '甲公司',
    investorUscc: 'U',
    introducedById: '某镇',
    landedAtId: '东镇',
    parkId: '东园区',
    investmentWan: '1000',
    signed: onDay('2020-03-15'),
  })
})

test('what is logged today is read as it stands, and nothing as nothing', () => {
  const today = { investorName: '甲公司', unitId: 'u1', parkId: null, signed: onDay('2020-03-15'), name: '项目' }
  expect(loggedValues(today)).toEqual(today)
  expect(loggedValues(null)).toEqual({})
  expect(namedIds(today, { teamId: 't1' })).toEqual(['u1', 't1'])
})
