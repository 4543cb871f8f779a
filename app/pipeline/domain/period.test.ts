import { expect, test } from 'vitest'
import { asOfWords, lastYear, lastYearToDate, comparedPeriods, periodWords, yearToDate } from './period'

test('a period is said in years and months where it is made of whole ones', () => {
  expect(periodWords({ signedFrom: '2020-01-01', signedTo: '2020-12-31' })).toBe('2020年')
  expect(periodWords({ signedFrom: '2021-01-01', signedTo: '2021-04-30' })).toBe('2021年1–4月')
  expect(periodWords({ signedFrom: '2024-02-01', signedTo: '2024-02-29' })).toBe('2024年2月')
  expect(periodWords({ signedFrom: '2024-02-01', signedTo: '2024-02-28' })).toBe('2024年2月1日至2月28日')
  expect(periodWords({ signedFrom: '2020-07-01', signedTo: '2021-06-30' })).toBe('2020年7月1日至2021年6月30日')
  expect(periodWords({ signedFrom: '2020-07-01', signedTo: '2020-07-01' })).toBe('2020年7月1日')
  expect(periodWords({ signedFrom: '2020-07-01' })).toBe('2020年7月1日以来')
  expect(periodWords({ signedTo: '2020-07-01' })).toBe('2020年7月1日及以前')
  expect(periodWords({})).toBe('历年')
})

test('this year, last year and the same time last year go by the day the figures stand at', () => {
  expect(yearToDate('2021-05-31')).toEqual({ signedFrom: '2021-01-01', signedTo: '2021-05-31' })
  expect(lastYear('2021-05-31')).toEqual({ signedFrom: '2020-01-01', signedTo: '2020-12-31' })
  expect(lastYearToDate('2024-02-29')).toEqual({ signedFrom: '2023-01-01', signedTo: '2023-02-28' })
})

test('figures as of a day that has not come say so', () => {
  expect(asOfWords('2021-05-31', '2021-05-31')).toBe('截至 2021-05-31')
  expect(asOfWords('2021-06-30', '2021-05-31')).toBe('截至未来的 2021-06-30，按今天已知的计算')
})

const toldBeside = (signedFrom?: string, signedTo?: string, asOf = '2021-05-31') =>
  comparedPeriods({ signedFrom, signedTo }, asOf).map(periodWords)

test('without a period last year and this are told, and beside an earlier period this year', () => {
  expect(toldBeside()).toEqual(['2020年', '2021年1–5月'])
  expect(toldBeside('2020-01-01', '2020-12-31')).toEqual(['2020年', '2021年1–5月'])
  expect(toldBeside('2020-07-01', '2021-03-31')).toEqual(['2020年7月1日至2021年3月31日', '2021年1–5月'])
  expect(toldBeside('2022-01-01')).toEqual(['2022年1月1日以来', '2021年1–5月'])
  expect(toldBeside(undefined, '2020-12-31')).toEqual(['2020年12月31日及以前', '2021年1–5月'])
})

test('beside a part of this year the same part of the last is told, and beside this year so far all of the last', () => {
  expect(toldBeside('2021-01-01', '2021-04-30')).toEqual(['2021年1–4月', '2020年1–4月'])
  expect(toldBeside('2021-02-01', '2021-02-28')).toEqual(['2021年2月', '2020年2月'])
  expect(toldBeside('2024-01-01', '2024-02-29', '2024-05-31')).toEqual(['2024年1–2月', '2023年1–2月'])
  expect(toldBeside('2021-03-10', '2021-03-20')).toEqual(['2021年3月10日至3月20日', '2020年3月10日至3月20日'])
  expect(toldBeside('2021-01-01', '2021-05-31')).toEqual(['2021年1–5月', '2020年'])
  expect(toldBeside('2021-01-01')).toEqual(['2021年1月1日以来', '2020年'])
  expect(toldBeside('2021-01-01', '2021-12-31')).toEqual(['2021年', '2020年'])
})
