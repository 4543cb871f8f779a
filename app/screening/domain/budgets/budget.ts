/** What a county or a park has so much of in a year; land is planned in the room of land. */
export const BUDGET_KINDS = [
  'energy',
  'coal',
  'cod',
  'ammoniaNitrogen',
  'sulphurDioxide',
  'nitrogenOxides',
  'voc',
] as const

export type BudgetKind = (typeof BUDGET_KINDS)[number]

export const BUDGET_KIND_NAMES: Record<BudgetKind, string> = {
  energy: '能耗',
  coal: '煤炭消费',
  cod: '化学需氧量',
  ammoniaNitrogen: '氨氮',
  sulphurDioxide: '二氧化硫',
  nitrogenOxides: '氮氧化物',
  voc: '挥发性有机物',
}

export const budgetUnit = (kind: BudgetKind): string => (kind === 'energy' ? '吨标准煤' : '吨')

/** What a project wants of a budget: asked for, promised by the county, or given back. */
export type ClaimState = 'asked' | 'promised' | 'released'

export const CLAIM_STATE_NAMES: Record<ClaimState, string> = { asked: '申请中', promised: '已承诺', released: '已释放' }

/** Whose budget it is: the county's, which holds those of its parks, or a park's. */
export interface BudgetScope {
  kind: BudgetKind
  year: number
  /** null: the county */
  parkId: string | null
}

export const scopeName = (park: { name: string } | null): string => park?.name ?? '全县'

/** As its page is addressed. */
export const budgetPath = ({ kind, year, parkId }: BudgetScope): string =>
  `/screening/budgets/${kind}?year=${year}${parkId ? `&park=${parkId}` : ''}`
