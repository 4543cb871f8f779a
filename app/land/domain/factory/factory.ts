import type { Day } from '~/shared/day'

/** 标准厂房 by floors: whether one can be let. */
export const FACTORY_STATES = ['underConstruction', 'vacant', 'let'] as const

export type FactoryState = (typeof FACTORY_STATES)[number]

export const FACTORY_STATE_NAMES: Record<FactoryState, string> = {
  underConstruction: '在建',
  vacant: '空置',
  let: '已租',
}

/** A floor as lists, its page and the API read it. */
export interface ListedFactory {
  id: string
  park: { id: string; name: string }
  plot: { id: string; code: string } | null
  building: string
  /** 1 is the ground floor, below 0 a basement */
  floor: number
  /** 建筑面积, m² */
  areaM2: number
  /** m */
  heightM: number | null
  /** kN/m² */
  loadKn: number | null
  /** 元/m² a month */
  rentYuan: number | null
  state: FactoryState
  /** when it is to be done */
  doneOn: Day | null
  note: string | null
  version: number
  lease: FactoryTenancy | null
}

/** Who rents a floor now. */
export interface FactoryTenancy {
  id: string
  from: Day
  /** last day by the contract; null: open */
  until: Day | null
  /** null: a tenant that is no project, or a project that the reader may not see */
  project: { id: string; name: string } | null
  /** by name; null for a project */
  tenant: string | null
}

export const floorWords = (floor: number): string => (floor < 0 ? `地下 ${-floor} 层` : `${floor} 层`)

/** A floor by name: A3 栋 2 层. */
export const factoryName = ({ building, floor }: Pick<ListedFactory, 'building' | 'floor'>): string =>
  `${building} ${floorWords(floor)}`

/** Past the last day of its contract, though nobody gave it back. */
export const isOverstayed = ({ until }: Pick<FactoryTenancy, 'until'>, today: Day): boolean =>
  until !== null && until < today
