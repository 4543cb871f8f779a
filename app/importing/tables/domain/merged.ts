import { valueAt } from '~/shared/present'
import { isDitto } from './ditto'
import { info, refusal, type Note } from './findings'
import type { Merge, SourceCell, SourceRow } from './source'
import { ruleOf, type ColumnRules } from './vocabulary'

export interface MergedRow {
  row: SourceRow
  notes: Note[]
}

const MAY_POINT = /[同上〃″"'〞々“”]/

interface Carried {
  from: number
  bottom: number
  cell: SourceCell
}

/**
 * Gives rows what they only point at: the words and days of cells merged over them from above, and what stands above a 同上.
 * Rows come in order; one cell a column is remembered, and the last row.
 */
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
  const labels = (indexes: readonly number[]) =>
    indexes.map((index) => ruleOf(columns, valueAt(fields, index)).label).join('、')
  let last: SourceRow | null = null

  function carried(row: SourceRow): MergedRow {
    if (open.size === 0 && !byTop.has(row.number)) return { row, notes: [] }
    const filled = new Map(row.cells)
    const taken: { column: number; from: number }[] = []
    for (const [column, { from, bottom, cell }] of open) {
      if (row.number > bottom) open.delete(column)
      else if (!row.cells.has(column)) {
        filled.set(column, cell)
        taken.push({ column, from })
      }
    }
    for (const { left, bottom } of byTop.get(row.number) ?? []) {
      const cell = row.cells.get(left)
      if (cell) open.set(left, { from: row.number, bottom, cell })
    }
    if (taken.length === 0) return { row, notes: [] }
    const from = [...new Set(taken.map((each) => each.from))].sort((a, b) => a - b)
    const told = labels(taken.map(({ column }) => column))
    return {
      row: { ...row, cells: filled },
      notes: [info('mergedDown', `${told}取自合并单元格（第 ${from.join('、')} 行）`)],
    }
  }

  function pointed({ row, notes }: MergedRow): MergedRow {
    const pointing: number[] = []
    for (const [index, { text, number }] of row.cells)
      if (text.length <= 4 && number === undefined && MAY_POINT.test(text) && fields.has(index) && isDitto(text))
        pointing.push(index)
    if (pointing.length === 0) return { row, notes }
    const above = last
    const known: number[] = []
    const unknown: number[] = []
    const cells = new Map(row.cells)
    for (const index of pointing) {
      const cell = above?.cells.get(index)
      if (cell) cells.set(index, cell)
      ;(cell ? known : unknown).push(index)
    }
    return {
      row: { ...row, cells },
      notes: [
        ...notes,
        ...(above && known.length > 0
          ? [info('ditto', `${labels(known)}写的是“同上”，取自第 ${above.number} 行`)]
          : []),
        ...(unknown.length > 0
          ? [refusal('dittoNothing', `${labels(unknown)}写的是“同上”，上一行却没有内容，请填写`)]
          : []),
      ],
    }
  }

  return (row) => {
    const merged = pointed(carried(row))
    last = merged.row
    return merged
  }
}

/**
 * Rows that together are one subject: their name is one merged cell, and so is their running number where they have one.
 * By the first row of each: its last.
 */
export function subjectsOfRows(
  naming: number | undefined,
  serial: number | undefined,
  merges: readonly Merge[],
): ReadonlyMap<number, number> {
  const spans = (column: number | undefined) =>
    new Map(
      merges
        .filter(({ left, right, top, bottom }) => left === column && right === column && bottom > top)
        .map(({ top, bottom }) => [top, bottom]),
    )
  const named = spans(naming)
  if (serial === undefined) return named
  const numbered = spans(serial)
  return new Map([...named].filter(([top, bottom]) => numbered.get(top) === bottom))
}
