import type { AllocationState } from './allocation/allocation'
import type { PlotStatus } from './status/status'

/** Where the quota of new building land came from. */
export const QUOTA_SOURCES = ['new', 'stock', 'linked', 'reward'] as const

export type QuotaSource = (typeof QUOTA_SOURCES)[number]

export const QUOTA_SOURCE_NAMES: Record<QuotaSource, string> = {
  new: '新增',
  stock: '存量',
  linked: '增减挂钩',
  reward: '奖励',
}

/** Kinds of area, the weightiest first: what is registered or in the contract goes before what was surveyed. */
export const AREA_KINDS = ['registered', 'surveyed', 'table', 'computed'] as const

export type AreaKind = (typeof AREA_KINDS)[number]

export const AREA_KIND_NAMES: Record<AreaKind, string> = {
  registered: '登记或合同',
  surveyed: '勘测',
  table: '台账',
  computed: '图形计算',
}

/** From a difference of 1 % between the table's area and the drawn one somebody is told. */
export const AREA_DIFFERENCE = 0.01

/** A plot as lists, the map and the API read it. */
export interface ListedPlot {
  id: string
  code: string
  name: string | null
  park: { id: string; name: string } | null
  landUseCode: string | null
  status: PlotStatus
  statusFrom: string | null
  /** 亩 */
  areaMu: number
  areaKind: AreaKind
  /** 亩 on the plane of its zone; null without a drawing */
  computedMu: number | null
  quotaSource: QuotaSource | null
  /** its drawing was shifted from a web map's coordinates: it only shows about where it lies */
  isApproximate: boolean
  version: number
  /** the project that has it; null: free */
  holder: PlotHolder | null
  /** projects that look at it */
  candidates: number
}

export interface PlotHolder {
  state: AllocationState
  until: string | null
  /** null: the reader may not see the project */
  project: { id: string; name: string } | null
}
