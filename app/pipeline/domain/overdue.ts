import type { OverdueSummary } from './figures'

/** When a project is overdue, in few words: a batch sets a deadline of its own. */
export const overdueAfter = (days: number) => `超 ${days} 天，批次另定`

/** The units that a list of so many leaves out, and their overdue projects. */
export function unitsBeyond(units: Readonly<OverdueSummary['units']>, most: number): { units: number; total: number } {
  const left = units.slice(most)
  return { units: left.length, total: left.reduce((sum, { total }) => sum + total, 0) }
}
