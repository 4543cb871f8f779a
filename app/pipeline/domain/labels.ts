import { NO_VALUE, type CohortBy, type GroupBy, type ScopeName } from './grouping'

type Key = GroupBy | CohortBy | ScopeName

/** KeyNames of what has an id, and labels of size bands by their lower bound. */
export interface KeyNames {
  named: Record<string, string>
  bands: { fromWan: number; label: string }[]
}

export const NO_NAMES: KeyNames = { named: {}, bands: [] }

export function labelOf(by: Key, key: string, { named, bands }: KeyNames): string {
  if (by === 'none') return '合计'
  if (key === NO_VALUE) return '未填'
  if (by === 'size') return bands.find(({ fromWan }) => fromWan === Number(key))?.label ?? key
  if (by === 'month') return `${key.slice(0, 4)}年${Number(key.slice(5))}月`
  // what has an id has its name among the names; else the key is the word itself
  return by === 'year' ? `${key}年` : (named[key] ?? key)
}

/** Sizes as one writes them: 1000, not 1000.00. */
export const plainKey = (by: Key, key: string) => (by === 'size' && key !== NO_VALUE ? String(Number(key)) : key)

export const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
/** What has no value comes last. */
export const missingLast = (a: { key: string }, b: { key: string }) =>
  Number(a.key === NO_VALUE) - Number(b.key === NO_VALUE)

/** Periods as they came, sizes from the largest band down; null: by weight. */
export function keyOrder(by: Key, a: { key: string }, b: { key: string }): number | null {
  if (by === 'year' || by === 'month') return byKey(a, b)
  return by === 'size' ? Number(b.key) - Number(a.key) : null
}
