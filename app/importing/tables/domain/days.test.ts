import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, lastDayOfMonth } from '~/shared/day'
import { parseDay, yearSaid } from './days'

const read = (text: string, year: number | null = 2020, number?: number) => {
  const { value, notes } = parseDay({ text, number }, { year })
  if (!value) return notes.find((note) => note.level === 'error')?.code ?? null
  return value.precision === 'day' ? value.from : `${value.from}..${value.to} ${value.precision}`
}

const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes))

test.each([
  ['2020.3.15', '2020-03-15'],
  ['2020-3-15', '2020-03-15'],
  ['2020/03/15', '2020-03-15'],
  ['2020年3月15日', '2020-03-15'],
  ['2020年3月15号', '2020-03-15'],
  ['２０２０年３月１５日', '2020-03-15'],
  ['20200315', '2020-03-15'],
  ['20.3.15', '2020-03-15'],
  ['2020-03-15 00:00:00', '2020-03-15'],
  ['3月15日', '2020-03-15'],
  ['12.27', '2020-12-27'],
  ['2020年3月', '2020-03-01..2020-03-31 month'],
  ['2020.02', '2020-02-01..2020-02-29 month'],
  ['202003', '2020-03-01..2020-03-31 month'],
  ['2020年3月底', '2020-03-01..2020-03-31 month'],
  ['6月', '2020-06-01..2020-06-30 month'],
  ['2020年', '2020-01-01..2020-12-31 year'],
  ['2021年13月', 'dayImpossible'],
  ['2021.2.29', 'dayImpossible'],
  ['2月30日', 'dayImpossible'],
  ['20201341', 'dayImpossible'],
  ['待定', 'dayPending'],
  ['春节后', 'dayUnreadable'],
  ['/', null],
])('a day written %s is %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test('a day without a year is held back when no title gives one', () => {
  expect(read('3月15日', null)).toBe('dayWithoutYear')
})

test('a cell formatted as a day is that day', () => {
  expect(parseDay({ text: '2020-11-09', number: 44144, day: '2020-11-09' }, { year: null }).value?.from).toBe(
    '2020-11-09',
  )
})

test('a bare serial number in a day column is the day Excel means, and is told', () => {
  expect(parseDay({ text: '44144', number: 44144 }, { year: null })).toMatchObject({
    value: { from: '2020-11-09', precision: 'day' },
    notes: [{ code: 'daySerial' }],
  })
})

test.each([
  ['2020年度全市已签约供地项目推进情况台账', { year: 2020 }],
  ['2021年1—4月签约备案', { year: 2021 }],
  ['截至2023年3月底澄川县2022年签约项目推进情况表', { year: 2022 }],
  ['2023年编印2022年签约项目表', { year: 2022 }],
  ['截至2022年12月签约项目', { year: 2022 }],
  ['2020-2021年项目', { unclear: '标题写了 2020、2021 几个年份' }],
  ['2021年、2022年重点项目', { unclear: '标题写了 2021、2022 几个年份' }],
  ['项目台账', null],
])('a title %s says the year %j', (title, said) => {
  expect(yearSaid(title, /签约/)).toEqual(said)
})

test('every real day reads back in each way it is written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1990, max: 2060 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      (y, m, d) => {
        const exact = dayOf(y, m, d)
        const real = exact <= lastDayOfMonth(y, m)
        for (const text of [`${y}.${m}.${d}`, `${y}年${m}月${d}日`, `${y}-${m}-${d}`, exact.replace(/-/g, '')]) {
          expect(read(text)).toBe(real ? exact : 'dayImpossible')
        }
        expect(read(`${m}月${d}日`, y)).toBe(real ? exact : 'dayImpossible')
      },
    ),
  )
})

test('no text makes the parser throw', () => {
  fc.assert(fc.property(anyText, (text) => void parseDay({ text }, { year: 2020 })))
})
