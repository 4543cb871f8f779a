import type { Day } from '~/shared/day'
import type { CountForecast, StartForecast } from '../domain/forecast'
import { formatNumber } from '~/shared/money'

const month = (day: Day) => day.slice(0, 7)

/** A forecast as months: the middle, and between which eight of ten lie. */
export function monthsOf({ expected, earliest, latest }: StartForecast): { expected: string; interval: string } {
  if (!earliest && !expected) return { expected: '难以预计', interval: '同类没有先例' }
  return {
    expected: expected ? month(expected) : '难以预计',
    interval: `${earliest ? month(earliest) : '…'} 至 ${latest ? month(latest) : '更晚'}`,
  }
}

/** 12.3（8.0–16.5） */
export function countWords({ low, high }: CountForecast): string {
  return `${formatNumber(low, 1)}–${formatNumber(high, 1)}`
}
