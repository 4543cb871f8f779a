import { rankOf } from '~/projects/domain/stages'
import { withCheckDigit } from '~/shared/uscc'
import { PARKS, SPONSORS } from './county'
import {
  BLOCKING_ISSUES,
  CHAINS,
  CHANNELS,
  GIVEN_NAMES,
  INDUSTRIES,
  NEXT_STEPS,
  ORIGINS,
  SURNAMES,
  TITLES,
} from './industries'
import type { Plan } from './plan'
import type { Random } from './random'

export interface DemoPerson {
  name: string
  title: string | null
  phone: string
  ours: boolean
}

export interface Profile {
  name: string
  investor: { name: string; uscc: string | null; origin: string }
  projectCompany: string | null
  projectCompanyUscc: string | null
  industry: string
  industryCode: string
  chain: string | null
  content: string
  channel: string
  /** names of units */
  holder: string
  landedAt: string | null
  team: string | null
  park: string | null
  sponsor: string | null
  /** 万元, as first talked of and as it stands */
  firstWan: number
  investmentWan: number
  landMu: number | null
  /** 万元 a year, promised at signing */
  annualTaxWan: number | null
  blockingIssue: string | null
  nextStep: string | null
  people: DemoPerson[]
}

const HOLDERS = [
  '望澜镇', '望澜镇', '望澜镇',
  '驻长三角招商联络处', '驻长三角招商联络处', '驻长三角招商联络处',
  '驻珠三角招商联络处', '驻珠三角招商联络处',
  '驻京津冀招商联络处',
  '澄川经济开发区管委会', '澄川经济开发区管委会',
  '东泽智造园管委会', '鹭洲新材料产业园管委会',
  '县招商局', '县招商局', '县工业和信息化局', '县农业农村局',
  '石渡镇', '石渡镇', '南麓街道', '东泽街道', '鹭洲镇', '鹭洲镇', '青埠镇', '栗坪镇', '云棹镇', '芦汀乡',
] // prettier-ignore

/** How large projects are, in 万元: most are small. */
const SIZES: [share: number, low: number, high: number][] = [
  [0.14, 100, 480],
  [0.28, 500, 990],
  [0.52, 1000, 2980],
  [0.7, 3000, 4990],
  [0.86, 5000, 9900],
  [1, 10_000, 58_000],
]

function drawWan(plan: Plan, random: Random): number {
  // what is rented is smaller
  const lot = plan.rents ? random.next() * 0.6 : 0.2 + random.next() * 0.8
  const [, low, high] = SIZES.find(([share]) => lot <= share)!
  const wan = low + (high - low) * random.next() ** 1.6
  return wan < 1000 ? Math.round(wan / 10) * 10 : Math.round(wan / 100) * 100
}

/** No plot is cut smaller. */
const LEAST_MU = 6

// 144 is given to no person's phone.
const phone = (random: Random) => `144${random.between(0, 99_999_999).toString().padStart(8, '0')}`
const person = (random: Random) => random.pick(SURNAMES) + random.pick(GIVEN_NAMES)

const USCC_LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const uscc = (random: Random) =>
  withCheckDigit(`91349900${Array.from({ length: 9 }, () => random.pick([...USCC_LETTERS])).join('')}`)

/** Draws who is behind a project, what is to be built, and where. */
export function drawProfile(plan: Plan, brand: string, random: Random): Profile {
  const industry = random.pick(INDUSTRIES)
  const [product, measure, code = industry.code] = random.pick(industry.products)
  const amount = random.pick([2, 3, 5, 8, 10, 12, 20, 30, 50, 100, 150, 300])
  const signed = rankOf(plan.stage) >= rankOf('signed')
  const early = rankOf(plan.stage) < rankOf('screening')
  const investmentWan = drawWan(plan, random)
  const mu = Math.max(LEAST_MU, investmentWan / random.between(...industry.intensity))
  const landMu = plan.rents || plan.ownLand ? null : Math.round(mu * 100) / 100
  const park = plan.stage === 'lead' || (early && random.chance(0.5)) ? null : industry.park
  const parkUnit = PARKS.find(({ name }) => name === park)?.unit ?? null
  const kind = plan.ownLand ? '技改扩产项目' : plan.rents ? '（租赁厂房）项目' : '项目'
  const active = plan.side === undefined || plan.side === 'resumed'
  const stuck = { signed: 0.8, landSupplied: 0.5, negotiating: 0.3, screening: 0.35, started: 0.15 } as Record<
    string,
    number
  >
  const company = `${brand}${industry.trade}有限公司`

  return {
    name:
      industry.name === '现代物流'
        ? `${brand}${product}中心${kind}`
        : `${brand}年产${amount}${measure}${product}${kind}`,
    investor: { name: company, uscc: random.chance(0.6) ? uscc(random) : null, origin: random.pick(ORIGINS) },
    projectCompany: signed ? `澄川${brand}${industry.trade}有限公司` : null,
    projectCompanyUscc: signed ? uscc(random) : null,
    industry: industry.name,
    industryCode: code,
    chain: CHAINS[product] ?? CHAINS[industry.name] ?? null,
    content: plan.rents
      ? `租赁标准厂房 ${random.between(2, 18) * 500} 平方米，购置设备，形成${product} ${amount}${measure}的年能力`
      : `建设车间、仓库及配套用房，购置设备，形成${product} ${amount}${measure}的年能力`,
    channel: random.pick(CHANNELS),
    holder: random.pick(HOLDERS),
    landedAt: signed ? parkUnit : null,
    team: !early && random.chance(0.35) ? teamOf(industry.name) : null,
    park,
    sponsor: early && random.chance(0.6) ? null : random.pick(SPONSORS),
    firstWan: signed ? Math.round((investmentWan * random.pick([1, 1, 1.2, 1.5])) / 10) * 10 : investmentWan,
    investmentWan,
    landMu: plan.stage === 'lead' && random.chance(0.6) ? null : landMu,
    annualTaxWan: signed ? promisedTax(investmentWan, brand) : null,
    blockingIssue: random.chance(stuck[plan.stage] ?? 0) ? random.pick(BLOCKING_ISSUES) : null,
    nextStep: active && rankOf(plan.stage) < rankOf('started') && random.chance(0.8) ? random.pick(NEXT_STEPS) : null,
    people:
      plan.stage === 'lead' && random.chance(0.5)
        ? []
        : [
            { name: person(random), title: random.pick(TITLES), phone: phone(random), ours: false },
            { name: person(random), title: null, phone: phone(random), ours: true },
          ],
  }
}

/** 3% to 9% of the investment, by the company's name, in tens. */
function promisedTax(investmentWan: number, brand: string): number {
  const share = 3 + ((brand.codePointAt(0)! + brand.codePointAt(1)!) % 7)
  return Math.max(5, Math.round((investmentWan * share) / 1000) * 10)
}

function teamOf(industry: string): string | null {
  if (industry === '新能源装备') return '新能源装备产业链专班'
  if (industry === '新材料') return '新材料产业链专班'
  if (industry === '电子信息') return '电子信息产业招商分局'
  return null
}
