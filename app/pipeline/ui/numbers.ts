import { formatNumber } from '~/shared/money'

/** Always so many decimals, so that the digits of a column stand under each other. */
function aligned(value: number, places: number): string {
  const [whole, fraction = ''] = formatNumber(value, places).split('.')
  return places > 0 ? `${whole}.${fraction.padEnd(places, '0')}` : whole!
}

/** 万元 in 亿元 with two decimals. */
export const yi = (wan: number) => aligned(wan / 10_000, 2)

/** 亩 with one decimal. */
export const mu = (area: number) => aligned(area, 1)
