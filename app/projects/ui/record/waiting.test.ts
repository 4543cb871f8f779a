import { expect, test } from 'vitest'
import { inMonth, onDay, UNKNOWN_DAY, type DayRange } from '~/shared/day'
import type { RecordView } from './view'
import { waitingText } from './waiting'

const TODAY = '2021-05-31'
const at = (occurred: DayRange) => ({ from: occurred.from ?? TODAY, occurred }) as RecordView['reached']['signed']
const words = (signed: DayRange, started?: DayRange) =>
  waitingText(
    { status: 'active', reached: { signed: at(signed), ...(started ? { started: at(started) } : {}) } },
    TODAY,
  )?.text

test('waiting is told in days, about as many where only the month is known, and in none where the day is not', () => {
  expect(words(onDay('2021-05-01'))).toBe('签约 30 天，未开工')
  expect(words(inMonth(2021, 5))).toBe('签约 约 30 天，未开工')
  expect(words(onDay('2021-03-01'), onDay('2021-03-31'))).toBe('签约到开工 30 天')
  expect(words(onDay('2021-03-01'), UNKNOWN_DAY)).toBe('已开工，开工日期不详')
  expect(words(UNKNOWN_DAY)).toBe('签约日期不详，未开工')
})
