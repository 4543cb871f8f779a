import { valueAt } from '~/shared/present'
import { info, type Note } from './findings'
import type { Merge, SourceCell, SourceRow } from './source'
import { ruleOf, type ColumnRules } from './vocabulary'

export interface MergedRow {
  row: SourceRow
  notes: Note[]
}

interface Carried {
  from: number
  bottom: number
  cell: SourceCell
}

/** Gives rows the words and days of cells merged over them from above. Rows come in order; one cell a column is remembered. */
export function mergedReader(
  columns: ColumnRules,
  fields: ReadonlyMap<number, string>,
  merges: readonly Merge[],
): (row: SourceRow) => MergedRow {
  // An amount or an area over several rows is their sum, and a running number counts rows.
  const carries = (column: number) => fields.has(column) && !ruleOf(columns, valueAt(fields, column)).cell.isSum
  const byTop = new Map<number, Merge[]>()
  for (const merge of merges) {
    if (merge.bottom === merge.top || !carries(merge.left)) continue
    const sameTop = byTop.get(merge.top)
    if (sameTop) sameTop.push(merge)
    else byTop.set(merge.top, [merge])
  }
  const open = new Map<number, Carried>()
  return (row) => {
    const filled = new Map(row.cells)
    const taken: { field: string; from: number }[] = []
    for (const [column, { from, bottom, cell }] of open) {
      if (row.number > bottom) open.delete(column)
      else if (!row.cells.has(column)) {
        filled.set(column, cell)
        taken.push({ field: valueAt(fields, column), from })
      }
    }
    for (const { left, bottom } of byTop.get(row.number) ?? []) {
      const cell = row.cells.get(left)
      if (cell) open.set(left, { from: row.number, bottom, cell })
    }
    if (taken.length === 0) return { row, notes: [] }
    const from = [...new Set(taken.map((each) => each.from))].sort((a, b) => a - b)
    const labels = taken.map(({ field }) => ruleOf(columns, field).label).join('、')
    return {
      row: { ...row, cells: filled },
      notes: [info('mergedDown', `${labels}取自合并单元格（第 ${from.join('、')} 行）`)],
    }
  }
}
