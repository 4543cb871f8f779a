import { expect, test } from 'vitest'
import { INDUSTRY_LEVELS } from '../domain/industry-code'
import { industryName, industryPath, searchIndustries } from './industries'

test('the classification has 20 sections, 97 divisions, 473 groups and 1,381 classes, all of different codes', () => {
  const all = [...'ABCDEFGHIJKLMNOPQRST'].flatMap((section) => searchIndustries(section, { limit: 2000 }).items)
  const count = (level: string) => all.filter((each) => each.level === level).length
  expect(INDUSTRY_LEVELS.map(count)).toEqual([20, 97, 473, 1381])
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
  expect(all.filter(({ name }) => name === '' || /[\d\s]/.test(name)).map(({ name }) => name)).toEqual([
    '三维（3D）打印技术推广服务',
  ])
})

test.each([
  ['C3825', '光伏设备及元器件制造'],
  ['3741', '飞机制造'],
  ['3620', '汽车用发动机制造'],
  ['362', '汽车用发动机制造'],
  ['34', '通用设备制造业'],
  ['C', '制造业'],
  ['1529', '茶饮料及其他饮料制造'],
  ['3826', null],
  ['A3825', null],
])('%s is called %s', (code, name) => {
  expect(industryName(code)).toBe(name)
})

test('a path leads from the section down to the code', () => {
  expect(industryPath('C3825').map(({ code, name }) => `${code} ${name}`)).toEqual([
    'C 制造业',
    '38 电气机械和器材制造业',
    '382 输配电及控制设备制造',
    '3825 光伏设备及元器件制造',
  ])
  expect(industryPath('3826')).toEqual([])
})

const foundBy = (q: string) => searchIndustries(q).items.map(({ code }) => code)

test('a search finds codes with what is below them, and names by words, the nearest and coarsest first', () => {
  expect(foundBy('C382')).toEqual(['382', '3821', '3822', '3823', '3824', '3825', '3829'])
  expect(foundBy('3511')).toEqual(['3511'])
  expect(foundBy('通用设备')[0]).toBe('34')
  expect(foundBy('锂离子 制造')).toEqual(['3841'])
  expect(foundBy('没有这个行业')).toEqual([])
  expect(foundBy('（）')).toEqual([])
  expect(searchIndustries('')).toMatchObject({ total: 20 })
  expect(searchIndustries('制造', { offset: 50, limit: 3 }).items).toHaveLength(3)
})
