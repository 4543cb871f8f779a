import type { FactSource } from './carriers'

/** 两高 (高耗能、高排放) by industry and product; the state names six industries, each province its own list of products. */
export interface TwoHighIndustry {
  label: string
  /** GB/T 4754-2017: codes that begin so */
  codes: readonly string[]
  /** products that the state names as key fields, by the class that makes them */
  products: readonly { name: string; codes: readonly string[] }[]
}

export const TWO_HIGH_SOURCE: FactSource = {
  source:
    '环环评〔2021〕45号（六个行业）、发改产业〔2021〕1609号（重点领域产品）；行业代码对应为本系统整理，各省另有目录',
  toBeVerified: true,
}

export const TWO_HIGH_INDUSTRIES: readonly TwoHighIndustry[] = [
  { label: '煤电', codes: ['4411', '4412'], products: [{ name: '燃煤发电、热电', codes: ['4411', '4412'] }] },
  {
    label: '石化',
    codes: ['25'],
    products: [
      { name: '炼油', codes: ['2511'] },
      { name: '煤制焦炭', codes: ['2521'] },
      { name: '煤制甲醇、烯烃、乙二醇', codes: ['2523'] },
    ],
  },
  {
    label: '化工',
    codes: ['26'],
    products: [
      { name: '烧碱、纯碱', codes: ['2612'] },
      { name: '电石', codes: ['2613'] },
      { name: '乙烯、对二甲苯', codes: ['2614'] },
      { name: '黄磷', codes: ['2619'] },
      { name: '合成氨', codes: ['2621'] },
      { name: '磷酸一铵、磷酸二铵', codes: ['2622'] },
    ],
  },
  {
    label: '钢铁',
    codes: ['31'],
    products: [
      { name: '炼铁', codes: ['311'] },
      { name: '炼钢', codes: ['312'] },
      { name: '铁合金', codes: ['314'] },
    ],
  },
  {
    label: '有色',
    codes: ['321', '322', '323'],
    products: [
      { name: '铜冶炼', codes: ['3211'] },
      { name: '铅、锌冶炼', codes: ['3212'] },
      { name: '电解铝', codes: ['3216'] },
    ],
  },
  {
    label: '建材',
    codes: ['30'],
    products: [
      { name: '水泥熟料', codes: ['3011'] },
      { name: '平板玻璃', codes: ['3041'] },
      { name: '建筑陶瓷', codes: ['3071'] },
      { name: '卫生陶瓷', codes: ['3072'] },
    ],
  },
]

export interface TwoHighSuspicion {
  /** listed: its class makes a named product; possible: within the six industries, the province's list decides; no: outside them */
  standing: 'listed' | 'possible' | 'no'
  because: string
}

/**
 * Whether an industry's projects may be 两高; the product decides, so it is never more than a question to the applicant.
 * Null where the code is not known or too short to say.
 */
export function suspectTwoHigh(industryCode: string | undefined): TwoHighSuspicion | null {
  const digits = /^[A-T]?(\d{2,4})$/.exec(industryCode ?? '')?.[1]
  if (digits === undefined) return null
  const within = (codes: readonly string[]) => codes.some((code) => digits.startsWith(code))
  const above = (codes: readonly string[]) => codes.some((code) => code.startsWith(digits))
  const industry = TWO_HIGH_INDUSTRIES.find(({ codes }) => within(codes))
  if (!industry) {
    if (TWO_HIGH_INDUSTRIES.some(({ codes }) => above(codes))) return null
    return { standing: 'no', because: '不在“两高”六个行业之内' }
  }
  const products = industry.products.filter(({ codes }) => within(codes)).map(({ name }) => name)
  if (products.length > 0)
    return { standing: 'listed', because: `属${industry.label}，生产${products.join('、')}的为“两高”项目` }
  return { standing: 'possible', because: `属${industry.label}，是否“两高”看产品和本省目录` }
}
