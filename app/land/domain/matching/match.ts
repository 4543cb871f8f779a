import { landUseName } from '../land-uses'
import { QUOTA_SOURCE_NAMES } from '../plot'
import { PLOT_STATUS_NAMES, type PlotStatus } from '../status/status'
import { suitsUse, type Demand } from './demand'
import { ceil2, OFFER_KIND_NAMES, round2, SHORT_AT_MOST, type Offer } from './offer'

/** How much each criterion counts; they add up to 100 (设置 → 选址评分). */
export interface MatchWeights {
  area: number
  readiness: number
  stock: number
  chain: number
  park: number
  intensity: number
}

export type MatchCriterion = keyof MatchWeights

export const MATCH_CRITERION_NAMES: Record<MatchCriterion, string> = {
  area: '面积',
  readiness: '供地条件',
  stock: '存量优先',
  chain: '产业链',
  park: '意向园区',
  intensity: '投资强度',
}

/** A criterion's points with what they rest on. */
export interface MatchPoints {
  id: MatchCriterion
  label: string
  /** 0 to `of` */
  points: number
  of: number
  because: string
}

/** What would have to be otherwise for an offer to do. */
export interface Shortfall {
  id: 'area' | 'landUse' | 'intensity' | 'taken'
  label: string
  /** what is, and what is wanted */
  because: string
  /** the smallest changes that would mend it, each enough by itself */
  changes: string[]
}

export interface Match {
  offer: Offer
  /** 0 to 100 */
  score: number
  points: MatchPoints[]
}

export interface NearMatch {
  offer: Offer
  shortfalls: Shortfall[]
}

/** A share of a criterion's weight, 0 to 1, and why. */
type Judged = readonly [share: number, because: string]

const READINESS: Partial<Record<PlotStatus, number>> = {
  acquiredNotSupplied: 1,
  approvedNotAcquired: 0.5,
  planned: 0.2,
}

const parksOf = ({ plots }: Offer) => plots.map(({ park }) => park)

const CRITERIA: Record<MatchCriterion, (offer: Offer, demand: Demand) => Judged> = {
  area({ kind, mu, plots: [first] }, { mu: wanted }) {
    if (kind === 'part') return [0.6, `从 ${first.areaMu} 亩中分割 ${mu} 亩`]
    const off = Math.abs(mu - wanted) / wanted
    const share = Math.max(0, 1 - off * 2.5) * (kind === 'combined' ? 0.7 : 1)
    return [share, `${OFFER_KIND_NAMES[kind]} ${mu} 亩，需 ${wanted} 亩`]
  },
  readiness({ plots }) {
    const least = plots.reduce((worst, plot) => (readiness(plot.status) < readiness(worst.status) ? plot : worst))
    return [readiness(least.status), PLOT_STATUS_NAMES[least.status]]
  },
  stock({ plots }) {
    const share = plots.filter(({ quotaSource }) => quotaSource === 'stock').length / plots.length
    const [source] = plots.map(({ quotaSource }) => quotaSource)
    return [share, source ? QUOTA_SOURCE_NAMES[source] : '指标来源不详']
  },
  chain(offer, { chain }) {
    if (chain === null) return [0, '项目的产业链不详']
    const fits = parksOf(offer).every((park) => park?.chains.includes(chain))
    return [fits ? 1 : 0, fits ? `园区主导“${chain}”` : `园区不以“${chain}”为主导`]
  },
  park(offer, { parkId }) {
    if (parkId === null) return [1, '没有指定园区']
    const fits = parksOf(offer).every((park) => park?.id === parkId)
    return [fits ? 1 : 0, fits ? '在意向园区' : '不在意向园区']
  },
  intensity(offer, demand) {
    const least = leastIntensity(offer)
    const actual = intensityOf(offer, demand)
    if (least === null) return [0, '园区没有填最低投资强度']
    if (actual === null) return [0, '项目的投资额不详']
    return [Math.min(1, actual / least / 1.5), `${round2(actual)} 万元/亩，最低 ${least}`]
  },
}

const readiness = (status: PlotStatus): number => READINESS[status] ?? 0

/** 万元/亩 */
const intensityOf = ({ mu }: Offer, { investmentWan }: Demand): number | null =>
  investmentWan === null ? null : investmentWan / mu

/** The strictest of the parks' 最低投资强度, 万元/亩; null where none says one. */
function leastIntensity(offer: Offer): number | null {
  const stated = parksOf(offer).flatMap((park) => park?.minIntensityWanPerMu ?? [])
  return stated.length === 0 ? null : Math.max(...stated)
}

/** Points of an offer that passes the hard filters, criterion by criterion. */
export function judge(offer: Offer, demand: Demand, weights: MatchWeights): Match {
  const points = CRITERION_IDS.map((id): MatchPoints => {
    const [share, because] = CRITERIA[id](offer, demand)
    return {
      id,
      label: MATCH_CRITERION_NAMES[id],
      points: Math.round(share * weights[id] * 10) / 10,
      of: weights[id],
      because,
    }
  })
  return { offer, points, score: Math.round(points.reduce((sum, each) => sum + each.points, 0) * 10) / 10 }
}

const CRITERION_IDS: readonly MatchCriterion[] = ['area', 'readiness', 'stock', 'chain', 'park', 'intensity']

/** The hard filters that an offer misses; none: it fits. What is unknown is no reason against it. */
export function shortfallsOf(offer: Offer, demand: Demand): Shortfall[] {
  return [areaShort(offer, demand), useWrong(offer, demand), intensityLow(offer, demand), taken(offer)].filter(
    (each) => each !== null,
  )
}

function areaShort({ mu }: Offer, { mu: wanted }: Demand): Shortfall | null {
  if (mu >= wanted * (1 - SHORT_AT_MOST)) return null
  return {
    id: 'area',
    label: '面积',
    because: `${mu} 亩，需 ${wanted} 亩`,
    changes: [`用地减至 ${mu} 亩`],
  }
}

function useWrong({ plots }: Offer, { landUses }: Demand): Shortfall | null {
  const wrong = plots.flatMap(({ landUseCode }) =>
    landUseCode !== null && !suitsUse(landUses, landUseCode) ? [landUseCode] : [],
  )
  const [first] = wrong
  if (first === undefined) return null
  const wanted = landUses.length === 0 ? '工业或物流仓储用地' : landUses.map(landUseName).join('、')
  return { id: 'landUse', label: '用地性质', because: `${landUseName(first)}，需${wanted}`, changes: ['调整规划用途'] }
}

function intensityLow(offer: Offer, demand: Demand): Shortfall | null {
  const least = leastIntensity(offer)
  const actual = intensityOf(offer, demand)
  if (least === null || actual === null || demand.investmentWan === null || actual >= least) return null
  const enough = -ceil2(-demand.investmentWan / least)
  const missing = ceil2(least * offer.mu - demand.investmentWan)
  return {
    id: 'intensity',
    label: '投资强度',
    because: `${round2(actual)} 万元/亩，园区最低 ${least}`,
    changes: [`用地减至 ${enough} 亩`, `投资增加 ${missing} 万元`],
  }
}

function taken({ plots }: Offer): Shortfall | null {
  const days = plots.flatMap(({ heldUntil }) => heldUntil ?? []).toSorted()
  const last = days.at(-1)
  if (last === undefined) return null
  return {
    id: 'taken',
    label: '占用',
    because: `已被锁定至 ${last}`,
    changes: [`等到 ${last} 锁定到期，或由占用的单位释放`],
  }
}

/** Offers in order of merit: the best score first, then the nearest area, then the number. */
export function rank(
  offers: readonly Offer[],
  demand: Demand,
  weights: MatchWeights,
): { fits: Match[]; nearly: NearMatch[] } {
  const fits: Match[] = []
  const nearly: NearMatch[] = []
  for (const offer of offers) {
    const shortfalls = shortfallsOf(offer, demand)
    if (shortfalls.length === 0) fits.push(judge(offer, demand, weights))
    // What misses more than one thing is another plot, not the next best.
    else if (shortfalls.length === 1) nearly.push({ offer, shortfalls })
  }
  const far = ({ mu }: Offer) => Math.abs(mu - demand.mu)
  const byCode = (one: Offer, other: Offer) => (one.plots[0].code < other.plots[0].code ? -1 : 1)
  return {
    fits: fits.toSorted(
      (one, other) => other.score - one.score || far(one.offer) - far(other.offer) || byCode(one.offer, other.offer),
    ),
    nearly: nearly.toSorted((one, other) => far(one.offer) - far(other.offer) || byCode(one.offer, other.offer)),
  }
}
