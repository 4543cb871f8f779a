import { Decimal } from 'decimal.js'

export { Decimal }

/** 1 亩 = 666.6667 m² (15 亩 = 1 公顷). */
export const SQUARE_METRES_PER_MU = new Decimal(10_000).div(15)

/** Rounds half up to `places` decimals: only ever on output. */
export function roundHalfUp(value: Decimal.Value, places: number): number {
  return new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toNumber()
}

/** Share in percent with one decimal; null where the divisor is 0. */
export function percent(part: Decimal.Value, whole: Decimal.Value): number | null {
  if (new Decimal(whole).isZero()) return null
  return roundHalfUp(new Decimal(part).times(100).div(whole), 1)
}

/** A number with thousand separators and at most `places` decimals. */
export function formatNumber(value: Decimal.Value, places = 2): string {
  const fixed = new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed()
  const [whole = '0', fraction] = fixed.split('.')
  const first = whole.length % 3
  const threes = whole.slice(first).match(/.{3}/g) ?? []
  const separated = [whole.slice(0, first), ...threes].filter(Boolean).join(',').replace('-,', '-')
  return fraction ? `${separated}.${fraction}` : separated
}

/** 万元 as it reads better: below 1 亿 in 万元, from there in 亿元. */
export function formatWan(wan: Decimal.Value | null | undefined): string {
  if (wan === null || wan === undefined) return '未填'
  const value = new Decimal(wan)
  return value.abs().gte(10_000) ? `${formatNumber(value.div(10_000))} 亿元` : `${formatNumber(value)} 万元`
}

/** Area in 亩. */
export function formatMu(mu: Decimal.Value | null | undefined): string {
  return mu === null || mu === undefined ? '未填' : `${formatNumber(mu)} 亩`
}

export function formatPercent(value: number | null): string {
  return value === null ? '—' : `${value.toFixed(1)}%`
}

/** A decimal text of at most two places in hundredths. Sums of them are exact up to 90 trillion, and a tenth of the work. */
export const hundredths = (decimal: string): number => Math.round(Number(decimal) * 100)
