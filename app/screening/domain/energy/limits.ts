import { Decimal, formatNumber } from '~/shared/money'
import type { FactSource } from './carriers'

/** What a product may use of energy by a national standard: a number at most, by level. */
export interface EnergyLimit {
  /** stable, for addresses and stored choices */
  id: string
  standard: string
  product: string
  indicator: string
  unit: string
  /** 1级, advanced */
  advanced: number
  /** 2级, the bar for new ones; null where the standard names none */
  access: number | null
  /** 3级, for what exists */
  existing: number
}

/** The numbers were taken from a table made of the standards, whose text and day of effect were not seen. */
export const LIMITS_SOURCE: FactSource = {
  source: '国家强制性单位产品能耗限额标准（转录，实施日期以标准文本为准）',
  toBeVerified: true,
}

type Row = [product: string, indicator: string, unit: string, advanced: number, access: number | null, existing: number]

const limitsOf = (standard: string, rows: readonly Row[]): EnergyLimit[] =>
  rows.map(([product, indicator, unit, advanced, access, existing]) => {
    const id = `${standard} ${product} ${indicator}`
    return { id, standard, product, indicator, unit, advanced, access, existing }
  })

const [COAL, POWER] = ['kgce/t', 'kWh/t']
const WHOLE = '综合能耗'
const PER_PRODUCT = '单位产品综合能耗'
const SMELTING = '冶炼电耗'
const PROCESS = '工序单位产品能耗'

/** GB limits of unit energy by product, the same product under each of its indicators. */
export const ENERGY_LIMITS: readonly EnergyLimit[] = [
  ...limitsOf('GB 16780-2021', [
    ['水泥产品', PER_PRODUCT, COAL, 80, 87, 94],
    ['水泥熟料', WHOLE, COAL, 100, 107, 117],
    ['水泥熟料', '综合电耗', POWER, 48, 57, 61],
    ['水泥熟料', '综合煤耗', COAL, 94, 100, 109],
    ['水泥制备工段', '电耗', POWER, 26, 29, 34],
  ]),
  ...limitsOf('GB 29436-2023', [
    ['烟煤制甲醇', PER_PRODUCT, COAL, 1380, 1400, 1800],
    ['无烟煤制甲醇', PER_PRODUCT, COAL, 1200, 1250, 1500],
    ['褐煤制甲醇', PER_PRODUCT, COAL, 1750, 1800, 2000],
    ['天然气制甲醇', PER_PRODUCT, COAL, 1130, 1150, 1380],
    ['焦炉煤气制甲醇', PER_PRODUCT, COAL, 1280, 1400, 1500],
    ['乙烯制乙二醇', PER_PRODUCT, COAL, 335, 375, 470],
    ['合成气制乙二醇', PER_PRODUCT, COAL, 850, 1000, 1300],
    ['煤制乙二醇', PER_PRODUCT, COAL, 2450, 2850, 3100],
    ['甲醇制二甲醚', PER_PRODUCT, COAL, 1120, 1140, 1200],
  ]),
  ...limitsOf('GB 21342-2025', [
    ['顶装焦炉焦炭', '单位产品能耗', COAL, 110, 110, 135],
    ['捣固焦炉焦炭', '单位产品能耗', COAL, 115, 115, 140],
  ]),
  ...limitsOf('GB 21341-2022', [
    ['硅铁', SMELTING, POWER, 8050, 8300, 8400],
    ['硅铁', WHOLE, COAL, 1700, 1770, 1850],
    ['电炉高碳锰铁', SMELTING, POWER, 2100, 2400, 2550],
    ['电炉高碳锰铁', WHOLE, COAL, 610, 660, 700],
    ['锰硅合金', SMELTING, POWER, 3800, 4000, 4250],
    ['锰硅合金', WHOLE, COAL, 850, 860, 950],
    ['低碳锰硅合金', SMELTING, POWER, 4650, 4900, 4990],
    ['低碳锰硅合金', WHOLE, COAL, 1180, 1200, 1230],
    ['微碳锰铁', SMELTING, POWER, 1050, 1100, 1140],
    ['微碳锰铁', WHOLE, COAL, 150, 160, 170],
    ['高碳铬铁', SMELTING, POWER, 3100, 3300, 3500],
    ['高碳铬铁', WHOLE, COAL, 800, 850, 900],
    ['炉料级铬铁', SMELTING, POWER, 3200, 3500, 3650],
    ['炉料级铬铁', WHOLE, COAL, 830, 910, 940],
    ['中（低）碳铬铁', SMELTING, POWER, 1650, 1800, 1950],
    ['中（低）碳铬铁', WHOLE, COAL, 220, 240, 260],
    ['高炉锰铁', '焦炭消耗', 'kg/t', 1280, 1320, 1350],
    ['高炉锰铁', WHOLE, COAL, 800, 950, 1050],
  ]),
  ...limitsOf('GB 21346-2022', [
    ['电解铝', '铝液交流电耗', POWER, 12950, 13000, 13350],
    ['电解铝', '铝液综合交流电耗', POWER, 13250, 13350, 13700],
    ['电解铝', '铝锭综合交流电耗', POWER, 13300, 13400, 13750],
    ['电解铝', '铝锭综合单耗', COAL, 1670, 1680, 1720],
    ['拜耳法氧化铝', '工艺能耗', COAL, 310, 360, 430],
    ['拜耳法氧化铝', WHOLE, COAL, 340, 390, 460],
    ['其他工艺氧化铝', '工艺能耗', COAL, 500, 550, 650],
    ['其他工艺氧化铝', WHOLE, COAL, 550, 600, 700],
  ]),
  ...limitsOf('GB 21256-2025', [
    ['烧结工序', PROCESS, COAL, 43, 46, 52],
    ['球团工序', PROCESS, COAL, 15, 22, 33],
    ['高炉工序', PROCESS, COAL, 361, 370, 415],
    ['转炉工序', PROCESS, COAL, -30, -28, -12],
    ['电弧炉（小于 50 t）', PROCESS, COAL, 61, null, 86],
    ['电弧炉（50–70 t）', PROCESS, COAL, 61, null, 72],
    ['电弧炉（70 t 及以上）', PROCESS, COAL, 61, 64, 72],
  ]),
]

/** A limit by its id. */
export const limitOf = (id: string): EnergyLimit | undefined => ENERGY_LIMITS.find((limit) => limit.id === id)

/** A new one must reach level 2, one that exists level 3. */
export type LimitPurpose = 'new' | 'existing'

export interface LimitVerdict {
  /** unknown where the standard names no bar for this purpose */
  status: 'pass' | 'fail' | 'unknown'
  /** the level that is reached; null: none of the three */
  level: 1 | 2 | 3 | null
  bar: number | null
  /** by how much less than the bar is used; negative: too much */
  margin: number | null
  because: string
}

/** Whether a product's use of energy, in the limit's unit, keeps to the limit. What equals a limit keeps to it. */
export function checkLimit(limit: EnergyLimit, actual: Decimal.Value, purpose: LimitPurpose): LimitVerdict {
  const used = new Decimal(actual)
  const { advanced, access, existing, unit } = limit
  const level = used.lte(advanced) ? 1 : access !== null && used.lte(access) ? 2 : used.lte(existing) ? 3 : null
  const [name, bar] = purpose === 'new' ? ['2级（准入值）', access] : ['3级（限定值）', existing]
  const said = `${limit.product}${limit.indicator} ${formatNumber(used)} ${unit}`
  if (bar === null)
    return { status: 'unknown', level, bar, margin: null, because: `${said}，${limit.standard} 未列准入值` }
  const margin = new Decimal(bar).minus(used)
  const within = !margin.isNegative()
  const compared = within ? '不高于' : '高于'
  return {
    status: within ? 'pass' : 'fail',
    level,
    bar,
    margin: margin.toNumber(),
    because: `${said}，${compared}${name} ${formatNumber(bar)}（${limit.standard}）`,
  }
}
