import type { Day } from '~/shared/day'
import { factoryName } from '../factory/factory'
import type { QuotaSource } from '../plot'
import type { RevivalKind } from '../revival/revival'
import type { PlotStatus } from '../status/status'

/** Stock that stands in the ledger of 盘活, and what is done about it. */
export interface RevivedStock {
  kind: RevivalKind
  measure: string
}

/** A plot as far as matching looks at it. */
export interface OfferedPlot {
  id: string
  code: string
  name: string | null
  park: OfferedPark | null
  /** unknown: null */
  landUseCode: string | null
  quotaSource: QuotaSource | null
  status: PlotStatus
  /** 亩 */
  areaMu: number
  /** the last day of the hold that keeps it; null: free */
  heldUntil: string | null
  /** null: not in the ledger of 盘活 */
  revival: RevivedStock | null
}

/** A floor of a 标准厂房 that nobody rents, as far as matching looks at it. */
export interface OfferedFloor {
  id: string
  building: string
  floor: number
  park: OfferedPark
  /** m² */
  areaM2: number
  /** m */
  heightM: number | null
  /** 元/m² a month */
  rentYuan: number | null
  underConstruction: boolean
  /** when it is to be done */
  doneOn: Day | null
  /** null: not in the ledger of 盘活 */
  revival: RevivedStock | null
}

export interface OfferedPark {
  id: string
  name: string
  chains: readonly string[]
  /** 最低投资强度, 万元/亩 */
  minIntensityWanPerMu: number | null
}

/** How a project would take ground or floors: one as it is, a part of one, or several that adjoin. */
export type OfferKind = 'whole' | 'part' | 'combined'

export interface PlotOffer {
  kind: OfferKind
  /** one, or two that adjoin */
  plots: readonly [OfferedPlot, ...OfferedPlot[]]
  /** 亩 that the project would take */
  mu: number
  /** 亩 that are asked for */
  wanted: number
}

export interface FloorOffer {
  kind: OfferKind
  /** one, or those that lie one above the other */
  floors: readonly [OfferedFloor, ...OfferedFloor[]]
  /** m² that the project would rent */
  m2: number
  /** m² that are asked for */
  wanted: number
}

export type Offer = PlotOffer | FloorOffer

export const isFloors = (offer: Offer): offer is FloorOffer => 'floors' in offer

const PLOT_KINDS: Record<OfferKind, string> = { whole: '整块', part: '分割一部分', combined: '相邻地块合并' }
const FLOOR_KINDS: Record<OfferKind, string> = { whole: '整层', part: '分租一部分', combined: '同栋相邻几层' }

export const offerKindName = (offer: Offer): string => (isFloors(offer) ? FLOOR_KINDS : PLOT_KINDS)[offer.kind]

/** The plots or floors of an offer, by name. */
export const partsOf = (offer: Offer): readonly { id: string; label: string }[] =>
  isFloors(offer)
    ? offer.floors.map((floor) => ({ id: floor.id, label: factoryName(floor) }))
    : offer.plots.map(({ id, code }) => ({ id, label: code }))

/** What of an offer stands in the ledger of 盘活, the first of it; null where nothing does. */
export const revivalOf = (offer: Offer): RevivedStock | null =>
  (isFloors(offer) ? offer.floors : offer.plots).map(({ revival }) => revival).find((each) => each !== null) ?? null

/** 亩 of a plot, m² of a floor, that the project would take. */
export const amountOf = (offer: Offer): number => (isFloors(offer) ? offer.m2 : offer.mu)

/** Up to a fifth more than is asked for is offered whole; beyond, a part is cut off. */
export const WHOLE_AT_MOST = 1.2
/** A plot may fall short by this share and still do: the table and the drawing differ by as much. */
export const SHORT_AT_MOST = 0.02

const wayOf = (several: boolean, area: number, wanted: number): OfferKind => {
  if (several) return 'combined'
  return area > wanted * WHOLE_AT_MOST ? 'part' : 'whole'
}

/** The way in which one plot, or two that adjoin, would be taken. */
export function offerOf(plots: PlotOffer['plots'], wanted: number): PlotOffer {
  const area = round2(plots.reduce((sum, { areaMu }) => sum + areaMu, 0))
  const kind = wayOf(plots.length > 1, area, wanted)
  return { kind, plots, mu: kind === 'part' ? wanted : area, wanted }
}

/** The same of one floor, or of several that lie one above the other. */
export function floorOfferOf(floors: FloorOffer['floors'], wanted: number): FloorOffer {
  const area = round2(floors.reduce((sum, { areaM2 }) => sum + areaM2, 0))
  const kind = wayOf(floors.length > 1, area, wanted)
  return { kind, floors, m2: kind === 'part' ? wanted : area, wanted }
}

/** The way in which each of these floors would be rented, and each run of adjoining ones that together have about what is asked. */
export function floorOffers(floors: readonly OfferedFloor[], wanted: number): FloorOffer[] {
  const single = floors.map((floor) => floorOfferOf([floor], wanted))
  return [...single, ...runsOf(floors, wanted).map((run) => floorOfferOf(run, wanted))]
}

function runsOf(floors: readonly OfferedFloor[], wanted: number): [OfferedFloor, ...OfferedFloor[]][] {
  const small = floors.filter(({ areaM2, underConstruction }) => !underConstruction && areaM2 < wanted)
  const order = small.toSorted(
    (one, other) =>
      one.park.id.localeCompare(other.park.id) || one.building.localeCompare(other.building) || one.floor - other.floor,
  )
  return order.flatMap((first, at) => {
    const run: [OfferedFloor, ...OfferedFloor[]] = [first]
    let area = first.areaM2
    for (const next of order.slice(at + 1)) {
      const below = run.at(-1) ?? first
      if (next.building !== first.building || next.park.id !== first.park.id || !isAbove(next.floor, below.floor)) break
      run.push(next)
      area += next.areaM2
      if (area >= wanted * (1 - SHORT_AT_MOST)) return area <= wanted * WHOLE_AT_MOST ? [run] : []
    }
    return []
  })
}

/** There is no floor 0: the ground floor lies above the first basement. */
const isAbove = (upper: number, lower: number) => upper === (lower === -1 ? 1 : lower + 1)

/** Hundredths, half up. */
export const round2 = (area: number): number => Math.round((area + Number.EPSILON) * 100) / 100

/** Hundredths that are enough: up, where binary fractions do not deceive. */
export const ceil2 = (value: number): number => Math.ceil(Number((value * 100).toFixed(6))) / 100
