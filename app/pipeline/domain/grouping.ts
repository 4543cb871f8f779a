/** The key of projects that have no value to be grouped by: 未填. */
export const NO_VALUE = 'none'

/**
 * What projects are told apart by, in scopes, groups, tables, filters and links. `label` is its word in a form and in a
 * sentence, `title` over a table where that says more.
 */
const GROUPINGS = {
  unit: { label: '责任单位' },
  park: { label: '园区' },
  industry: { label: '产业' },
  chain: { label: '产业链' },
  sponsor: { label: '包保领导' },
  size: { label: '规模', title: '投资规模' },
  region: { label: '来源地' },
  channel: { label: '来源', title: '来源渠道' },
  batch: { label: '批次' },
  event: { label: '活动' },
  month: { label: '签约月份' },
  year: { label: '签约年份' },
} as const

export type Grouping = keyof typeof GROUPINGS

const titleOf = (key: Grouping): string => {
  const grouping: { label: string; title?: string } = GROUPINGS[key]
  return grouping.title ?? grouping.label
}

const words = <Key extends Grouping>(keys: readonly Key[], wordOf: (key: Key) => string) =>
  Object.fromEntries(keys.map((key) => [key, wordOf(key)])) as Record<Key, string>

/** What a scope may be: only projects of this unit, of this park. */
export const SCOPE_NAMES = [
  'unit',
  'park',
  'industry',
  'chain',
  'sponsor',
  'size',
  'region',
  'channel',
  'batch',
  'event',
] as const satisfies readonly Grouping[]
export type ScopeName = (typeof SCOPE_NAMES)[number]
export const SCOPE_LABELS = words(SCOPE_NAMES, (key) => GROUPINGS[key].label)

/** What curves and forecasts may be grouped by. */
const GROUPS = ['unit', 'park', 'industry', 'sponsor', 'size', 'region', 'channel', 'year'] as const
export const GROUP_KEYS = ['none', ...GROUPS] as const satisfies readonly (Grouping | 'none')[]
export type GroupBy = (typeof GROUP_KEYS)[number]
export const GROUP_TITLES: Record<GroupBy, string> = {
  none: '全部',
  ...words(GROUPS, (key) => GROUPINGS[key].label),
}

/** What cohorts are formed by. */
const COHORTS = ['month', 'unit', 'park', 'industry', 'size'] as const
export const COHORT_KEYS = ['none', ...COHORTS] as const satisfies readonly (Grouping | 'none')[]
export type CohortBy = (typeof COHORT_KEYS)[number]
export const COHORT_TITLES: Record<CohortBy, string> = { none: '不分组', ...words(COHORTS, titleOf) }

/** What tables are broken down by. */
export const TABLE_KEYS = ['size', 'region', 'industry', 'channel', 'unit'] as const satisfies readonly Grouping[]
export type TableKey = (typeof TABLE_KEYS)[number]
export const TABLE_TITLES = words(TABLE_KEYS, titleOf)
