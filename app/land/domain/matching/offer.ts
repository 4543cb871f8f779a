import type { QuotaSource } from '../plot'
import type { PlotStatus } from '../status/status'

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
}

export interface OfferedPark {
  id: string
  name: string
  chains: readonly string[]
  /** 最低投资强度, 万元/亩 */
  minIntensityWanPerMu: number | null
}

/** How a project would take ground: a plot as it is, a part that is cut off, or plots that adjoin, merged. */
export type OfferKind = 'whole' | 'part' | 'combined'

export const OFFER_KIND_NAMES: Record<OfferKind, string> = {
  whole: '整块',
  part: '分割一部分',
  combined: '相邻地块合并',
}

export interface Offer {
  kind: OfferKind
  /** one, or two that adjoin */
  plots: readonly [OfferedPlot, ...OfferedPlot[]]
  /** 亩 that the project would take */
  mu: number
}

/** Up to a fifth more than is asked for a plot is offered whole; beyond, a part is cut off. */
export const WHOLE_AT_MOST = 1.2
/** A plot may fall short by this share and still do: the table and the drawing differ by as much. */
export const SHORT_AT_MOST = 0.02

/** The way in which one plot, or two that adjoin, would be taken. */
export function offerOf(plots: Offer['plots'], wantedMu: number): Offer {
  const mu = round2(plots.reduce((sum, { areaMu }) => sum + areaMu, 0))
  if (plots.length > 1) return { kind: 'combined', plots, mu }
  return mu > wantedMu * WHOLE_AT_MOST ? { kind: 'part', plots, mu: wantedMu } : { kind: 'whole', plots, mu }
}

/** Hundredths of a 亩, half up. */
export const round2 = (mu: number): number => Math.round((mu + Number.EPSILON) * 100) / 100

/** Hundredths that are enough: up, where binary fractions do not deceive. */
export const ceil2 = (value: number): number => Math.ceil(Number((value * 100).toFixed(6))) / 100
