import type { Day } from '~/shared/day'
import type { CountForecast, StartForecast } from '../domain/forecast'
import { formatNumber } from '~/shared/money'

const month = (day: Day) => day.slice(0, 7)

/** A forecast as months: the middle, and between which eight of ten lie; as far as others who waited so long tell. */
export function monthsOf({ expected, earliest, latest }: StartForecast): { expected: string; interval: string } {
  if (!earliest) return { expected: '无法预计', interval: '同类先例不足' }
  if (!expected) return { expected: `${month(earliest)} 以后`, interval: '何时过半没有先例' }
  return {
    expected: month(expected),
    interval: latest ? `${month(earliest)} 至 ${month(latest)}` : `${month(earliest)} 起`,
  }
}

/** 12.3（8.0–16.5） */
export function countWords({ low, high }: CountForecast): string {
  return `${formatNumber(low, 1)}–${formatNumber(high, 1)}`
}
