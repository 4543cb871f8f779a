import { formatNumber, type Decimal } from '~/shared/money'
import type { FactSource } from './carriers'

/** Who reviews the energy of a fixed-asset investment (节能审查), the lowest first. */
export const REVIEW_LEVELS = ['none', 'county', 'city', 'province', 'national'] as const
export type ReviewLevel = (typeof REVIEW_LEVELS)[number]

export const REVIEW_LEVEL_NAMES: Record<ReviewLevel, string> = {
  none: '不单独进行节能审查',
  county: '县级',
  city: '市级',
  province: '省级',
  national: '国家',
}

/** The rules of review from a day on. Amounts are tce a year by 当量值, from which the level reviews. */
export interface ReviewRules extends FactSource {
  from: string
  /** below both nothing is reviewed: tce, kWh */
  noReview: { tce: number; kwh: number }
  province: number
  national?: FactSource & { tce: number }
  /** carbon is judged within the review */
  carbon: boolean
}

const NO_REVIEW = { tce: 1000, kwh: 5_000_000 }

/** National rules, the earlier first. */
export const REVIEW_RULES: readonly ReviewRules[] = [
  {
    from: '2017-01-01',
    noReview: NO_REVIEW,
    province: 5000,
    carbon: false,
    source: '国家发展改革委令 2016 年第 44 号',
    toBeVerified: true,
  },
  {
    from: '2023-06-01',
    noReview: NO_REVIEW,
    province: 10_000,
    carbon: false,
    source: '国家发展改革委令 2023 年第 2 号',
  },
  {
    from: '2025-09-01',
    noReview: NO_REVIEW,
    province: 10_000,
    national: { tce: 500_000, source: '国家发展改革委令 2025 年第 31 号', toBeVerified: true },
    carbon: true,
    source: '国家发展改革委令 2025 年第 31 号',
  },
]

/** What a province decides: who reviews what is left to it, and the least level for 两高 projects. */
export interface ProvinceReview {
  /** from the higher amount down: tce a year and the level */
  below: readonly { from: number; level: ReviewLevel }[]
  twoHighAtLeast: ReviewLevel
}

/** Where a province has not been entered: the county reviews; 两高 is at least the city's. To be verified. */
export const DEFAULT_PROVINCE: ProvinceReview = { below: [{ from: 0, level: 'county' }], twoHighAtLeast: 'city' }

export interface EnergyReview {
  level: ReviewLevel
  carbonEvaluation: boolean
  /** why, with the numbers */
  because: string
  source: string
  toBeVerified: boolean
}

/**
 * Who reviews a project of so many tce (当量值) and kWh a year, by the rules of a day; null before any rule that is known.
 * A threshold belongs to the level above it.
 */
export function energyReview(
  { tce, kwh, twoHigh = false }: { tce: Decimal; kwh: Decimal; twoHigh?: boolean },
  on: string,
  province: ProvinceReview = DEFAULT_PROVINCE,
): EnergyReview | null {
  const rules = REVIEW_RULES.findLast(({ from }) => from <= on)
  if (!rules) return null
  const used = `年综合能耗 ${formatNumber(tce)} 吨标准煤（当量值）、用电 ${formatNumber(kwh.div(10_000))} 万千瓦时`
  const reviewBy = (
    level: ReviewLevel,
    why: string,
    { source, toBeVerified = false }: FactSource = rules,
  ): EnergyReview => ({
    level,
    carbonEvaluation: rules.carbon && level !== 'none',
    because: `${used}，${why}`,
    source,
    toBeVerified,
  })
  const { noReview, national } = rules
  if (national && tce.gte(national.tce))
    return reviewBy('national', `不低于 ${formatNumber(national.tce)} 吨`, national)
  if (tce.gte(rules.province)) return reviewBy('province', `不低于 ${formatNumber(rules.province)} 吨，由省级审查`)
  const isSmall = tce.lt(noReview.tce) && kwh.lt(noReview.kwh)
  const level = isSmall ? 'none' : (province.below.find(({ from }) => tce.gte(from))?.level ?? 'county')
  if (twoHigh && rank(level) < rank(province.twoHighAtLeast))
    return reviewBy(province.twoHighAtLeast, '属“两高”项目', { source: rules.source, toBeVerified: true })
  if (isSmall)
    return reviewBy(
      'none',
      `低于 ${formatNumber(noReview.tce)} 吨且低于 ${formatNumber(noReview.kwh / 10_000)} 万千瓦时`,
    )
  return reviewBy(level, '权限由省级确定', { source: rules.source, toBeVerified: true })
}

const rank = (level: ReviewLevel): number => REVIEW_LEVELS.indexOf(level)
