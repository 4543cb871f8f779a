import { landUseName } from '../land-uses'
import { QUOTA_SOURCE_NAMES } from '../plot'
import { REVIVAL_KIND_NAMES } from '../revival/revival'
import { PLOT_STATUS_NAMES, type PlotStatus } from '../status/status'
import { suitsUse, type Demand } from './demand'
import {
  amountOf,
  ceil2,
  isFloors,
  offerKindName,
  round2,
  SHORT_AT_MOST,
  type FloorOffer,
  type Offer,
  revivalOf,
  type OfferedPark,
  type OfferedPlot,
  type PlotOffer,
} from './offer'

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

export const SHORTFALL_IDS = ['area', 'landUse', 'intensity', 'taken', 'unfinished'] as const

export type ShortfallId = (typeof SHORTFALL_IDS)[number]

/** What would have to be otherwise for an offer to do. */
export interface Shortfall {
  id: ShortfallId
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

const parksOf = (offer: Offer): (OfferedPark | null)[] =>
  isFloors(offer) ? offer.floors.map(({ park }) => park) : offer.plots.map(({ park }) => park)

/** How near an area is to what is asked, 1 where it is the same; several that adjoin are worth less than one. */
const nearness = (area: number, { kind, wanted }: Offer) =>
  Math.max(0, 1 - (Math.abs(area - wanted) / wanted) * 2.5) * (kind === 'combined' ? 0.7 : 1)

interface Criterion {
  plots: (offer: PlotOffer, demand: Demand) => Judged
  floors: (offer: FloorOffer, demand: Demand) => Judged
}

const alike = (judge: (offer: Offer, demand: Demand) => Judged): Criterion => ({ plots: judge, floors: judge })

const CRITERIA: Record<MatchCriterion, Criterion> = {
  area: {
    plots(offer) {
      const { kind, mu, wanted, plots } = offer
      if (kind === 'part') return [0.6, `从 ${plots[0].areaMu} 亩中分割 ${mu} 亩`]
      return [nearness(mu, offer), `${offerKindName(offer)} ${mu} 亩，需 ${wanted} 亩`]
    },
    floors(offer) {
      const { kind, m2, wanted, floors } = offer
      if (kind === 'part') return [0.6, `从 ${floors[0].areaM2} ㎡中分租 ${m2} ㎡`]
      return [nearness(m2, offer), `${offerKindName(offer)} ${m2} ㎡，需 ${wanted} ㎡`]
    },
  },
  readiness: {
    plots({ plots }) {
      const least = plots.reduce((worst, plot) => (readiness(plot) < readiness(worst) ? plot : worst))
      const name = PLOT_STATUS_NAMES[least.status]
      return [readiness(least), least.status in READINESS ? name : `${name}，须与使用权人商定`]
    },
    floors: () => [1, '已建成，可以入驻'],
  },
  stock: {
    plots({ plots }) {
      const share = plots.filter(({ quotaSource, revival }) => revival || quotaSource === 'stock').length / plots.length
      const [listed] = plots.flatMap(({ revival }) => revival ?? [])
      if (listed) return [share, `盘活：${REVIVAL_KIND_NAMES[listed.kind]}`]
      const [source] = plots.map(({ quotaSource }) => quotaSource)
      return [share, source ? QUOTA_SOURCE_NAMES[source] : '指标来源不详']
    },
    floors({ floors }) {
      const [listed] = floors.flatMap(({ revival }) => revival ?? [])
      return [1, listed ? `盘活：${REVIVAL_KIND_NAMES[listed.kind]}` : '空置厂房']
    },
  },
  chain: alike((offer, { chain }) => {
    if (chain === null) return [0, '项目的产业链不详']
    const fits = parksOf(offer).every((park) => park?.chains.includes(chain))
    return [fits ? 1 : 0, fits ? `园区主导“${chain}”` : `园区不以“${chain}”为主导`]
  }),
  park: alike((offer, { parkId }) => {
    if (parkId === null) return [1, '没有指定园区']
    const fits = parksOf(offer).every((park) => park?.id === parkId)
    return [fits ? 1 : 0, fits ? '在意向园区' : '不在意向园区']
  }),
  intensity: {
    plots(offer, demand) {
      const least = leastIntensity(offer)
      const actual = intensityOf(offer, demand)
      if (least === null) return [0, '园区没有填最低投资强度']
      if (actual === null) return [0, '项目的投资额不详']
      return [Math.min(1, actual / least / 1.5), `${round2(actual)} 万元/亩，最低 ${least}`]
    },
    floors: () => [1, '租用厂房，不新增用地'],
  },
}

/** Of stock that is to be revived somebody has the right of use, who has to agree. */
const readiness = ({ status, revival }: OfferedPlot): number => READINESS[status] ?? (revival ? 0.4 : 0)

/** 万元/亩 */
const intensityOf = ({ mu }: PlotOffer, { investmentWan }: Demand): number | null =>
  investmentWan === null ? null : investmentWan / mu

/** The strictest of the parks' 最低投资强度, 万元/亩; null where none says one. */
function leastIntensity(offer: PlotOffer): number | null {
  const stated = parksOf(offer).flatMap((park) => park?.minIntensityWanPerMu ?? [])
  return stated.length === 0 ? null : Math.max(...stated)
}

/** Points of an offer that passes the hard filters, criterion by criterion. */
export function judge(offer: Offer, demand: Demand, weights: MatchWeights): Match {
  const points = CRITERION_IDS.map((id): MatchPoints => {
    const { plots, floors } = CRITERIA[id]
    const [share, because] = isFloors(offer) ? floors(offer, demand) : plots(offer, demand)
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
  const found = isFloors(offer)
    ? [floorShort(offer), unfinished(offer)]
    : [areaShort(offer), useWrong(offer, demand), intensityLow(offer, demand), taken(offer)]
  return found.filter((each) => each !== null)
}

function areaShort({ mu, wanted }: PlotOffer): Shortfall | null {
  if (mu >= wanted * (1 - SHORT_AT_MOST)) return null
  return { id: 'area', label: '面积', because: `${mu} 亩，需 ${wanted} 亩`, changes: [`用地减至 ${mu} 亩`] }
}

function floorShort({ m2, wanted }: FloorOffer): Shortfall | null {
  if (m2 >= wanted * (1 - SHORT_AT_MOST)) return null
  return { id: 'area', label: '面积', because: `${m2} ㎡，需 ${wanted} ㎡`, changes: [`厂房减至 ${m2} ㎡`] }
}

function unfinished({ floors }: FloorOffer): Shortfall | null {
  const built = floors.filter(({ underConstruction }) => underConstruction)
  if (built.length === 0) return null
  const doneOn = built
    .flatMap((floor) => floor.doneOn ?? [])
    .toSorted()
    .at(-1)
  const because = doneOn ? `在建，预计 ${doneOn} 建成` : '在建，建成日期不详'
  return { id: 'unfinished', label: '建设', because, changes: ['等到建成'] }
}

function useWrong({ plots }: PlotOffer, { landUses }: Demand): Shortfall | null {
  const wrong = plots.flatMap(({ landUseCode }) =>
    landUseCode !== null && !suitsUse(landUses, landUseCode) ? [landUseCode] : [],
  )
  const [first] = wrong
  if (first === undefined) return null
  const wanted = landUses.length === 0 ? '工业或物流仓储用地' : landUses.map(landUseName).join('、')
  return { id: 'landUse', label: '用地性质', because: `${landUseName(first)}，需${wanted}`, changes: ['调整规划用途'] }
}

function intensityLow(offer: PlotOffer, demand: Demand): Shortfall | null {
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

function taken({ plots }: PlotOffer): Shortfall | null {
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

/** 挖潜先于新供: what stands already goes before new land. */
const isStock = (offer: Offer): boolean => isFloors(offer) || revivalOf(offer) !== null

/** Offers in order of merit: stock first, then the best score, then the nearest area, then the number. */
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
  return {
    fits: fits.toSorted(
      (one, other) =>
        Number(isStock(other.offer)) - Number(isStock(one.offer)) ||
        other.score - one.score ||
        byNearness(one.offer, other.offer),
    ),
    nearly: nearly.toSorted((one, other) => byNearness(one.offer, other.offer)),
  }
}

const farness = (offer: Offer) => Math.abs(amountOf(offer) - offer.wanted) / offer.wanted

const numberOf = (offer: Offer) =>
  isFloors(offer)
    ? `${offer.floors[0].building} ${String(offer.floors[0].floor).padStart(3, '0')} ${offer.floors.length}`
    : offer.plots[0].code

const byNearness = (one: Offer, other: Offer): number =>
  farness(one) - farness(other) || (numberOf(one) < numberOf(other) ? -1 : 1)
