import type { CountForecast } from '../domain/forecast'
import { formatNumber } from '~/shared/money'

/** 12.3（八成 8–16） */
export const countWords = ({ expected, low80, high80 }: CountForecast): string =>
  `${formatNumber(expected, 1)}（${low80}–${high80}）`

/** 30% */
export const chanceWords = (pct: number | null): string => (pct === null ? '—' : `${pct}%`)
