import type { RowPlan } from './judge-rows'
import { tablesAt, type SheetPlan } from './plan'
import type { TableContext } from './vocabulary'

const MAX_HEADING = 60

/** The headings that stand over a row: each ends those that stand as deep as it, or deeper. */
export function under<Open extends { plan: RowPlan }>(open: readonly Open[], heading: Open): Open[] {
  return [...open.filter(({ plan }) => plan.level < heading.plan.level), heading]
}

/** What the open headings say of the rows below them, and the year that completes their days. */
export function saidOver(open: readonly { plan: RowPlan }[]): Pick<TableContext, 'headings' | 'year'> {
  const headings: Record<string, string> = {}
  for (const { plan } of open) if (plan.says?.column) headings[plan.says.column] = plan.says.value.slice(0, MAX_HEADING)
  return { headings, year: open.findLast(({ plan }) => plan.year)?.plan.year ?? null }
}

/** The same for a row of a sheet that was read before. */
export function saidOverRow(plan: SheetPlan | undefined, row: number, beside: number): ReturnType<typeof saidOver> {
  if (!plan) return saidOver([])
  const from = tablesAt(plan, row)[0]?.from ?? 1
  const isOver = (it: RowPlan) => it.beside === beside && it.row >= from && it.row < row
  const headings = (plan.rows ?? []).filter((it) => isOver(it) && (it.kind === 'group' || it.kind === 'rollup'))
  return saidOver(headings.reduce<{ plan: RowPlan }[]>((open, each) => under(open, { plan: each }), []))
}
