import { Decimal, SQUARE_METRES_PER_MU } from './money'

/** Units of money by their words, and how many 万元 each is. */
export const AMOUNT_UNITS = {
  yuan: '元',
  hundred: '百元',
  thousand: '千元',
  wan: '万元',
  tenWan: '十万元',
  million: '百万元',
  tenMillion: '千万元',
  yi: '亿元',
  tenYi: '十亿元',
  hundredYi: '百亿元',
} as const
export type AmountUnit = keyof typeof AMOUNT_UNITS

export const WAN_PER: Record<AmountUnit, Decimal> = {
  yuan: new Decimal('0.0001'),
  hundred: new Decimal('0.01'),
  thousand: new Decimal('0.1'),
  wan: new Decimal(1),
  tenWan: new Decimal(10),
  million: new Decimal(100),
  tenMillion: new Decimal(1000),
  yi: new Decimal(10_000),
  tenYi: new Decimal(100_000),
  hundredYi: new Decimal(1_000_000),
}

/** Units of area, and how many 亩 each is. */
export const AREA_UNITS = {
  mu: '亩',
  wanMu: '万亩',
  hectare: '公顷',
  squareMetre: '㎡',
  wanSquareMetre: '万㎡',
  squareKilometre: '平方公里',
} as const
export type AreaUnit = keyof typeof AREA_UNITS

export const MU_PER: Record<AreaUnit, Decimal> = {
  mu: new Decimal(1),
  wanMu: new Decimal(10_000),
  hectare: new Decimal(15),
  squareMetre: new Decimal(1).div(SQUARE_METRES_PER_MU),
  wanSquareMetre: new Decimal(10_000).div(SQUARE_METRES_PER_MU),
  squareKilometre: new Decimal(1500),
}

/** Currencies that are no yuan, by their words. */
export const FOREIGN_WORD =
  '美元|美金|美圆|港币|港元|港幣|欧元|日元|日圆|英镑|韩元|韩币|台币|新台币|澳元|加元|卢布|外币|外汇'
/** Currencies that are no yuan. */
export const FOREIGN = new RegExp(`${FOREIGN_WORD}|usd|us\\$|hkd|eur|jpy|gbp|krw|twd|\\$|€|£`, 'i')
