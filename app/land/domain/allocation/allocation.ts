import { addDays, type Day } from '~/shared/day'

/** How far a project has come with a plot (domain handbook, ch. 6). */
export const ALLOCATION_STATES = [
  'candidate',
  'held',
  'listed',
  'supplied',
  'delivered',
  'released',
  'recovered',
] as const

export type AllocationState = (typeof ALLOCATION_STATES)[number]

export const ALLOCATION_STATE_NAMES: Record<AllocationState, string> = {
  candidate: '意向选址',
  held: '锁定',
  listed: '挂牌',
  supplied: '成交',
  delivered: '交地',
  released: '已释放',
  recovered: '已收回',
}

/** In these a plot is one project's alone; the database holds it by a partial unique index. */
export const TAKING_STATES = ['held', 'listed', 'supplied', 'delivered'] as const satisfies readonly AllocationState[]

/** In these a project looks at a plot or has it. */
export const STANDING_STATES = ['candidate', ...TAKING_STATES] as const satisfies readonly AllocationState[]

/** The last day on which a hold from `today` may stand, where it may last so many days (a setting). */
export const latestHold = (today: Day, days: number): Day => addDays(today, days)

/** A hold lapses after its day, unless procedure has begun: never once the plot is listed. */
export const hasLapsed = (state: AllocationState, until: Day | null, today: Day): boolean =>
  state === 'held' && until !== null && until < today

/** How land is supplied. */
export const SUPPLY_MODES = ['granted', 'leasedFirst', 'leased', 'stockBought', 'noNewLand', 'standardLand'] as const

export type SupplyMode = (typeof SUPPLY_MODES)[number]

export const SUPPLY_MODE_NAMES: Record<SupplyMode, string> = {
  granted: '出让',
  leasedFirst: '先租后让',
  leased: '租赁',
  stockBought: '收购存量',
  noNewLand: '技改零增地',
  standardLand: '标准地+承诺制',
}

/** In these land is the project's: the record's fact that land was supplied stands on it. */
export const SUPPLIED_STATES: readonly AllocationState[] = ['supplied', 'delivered']
