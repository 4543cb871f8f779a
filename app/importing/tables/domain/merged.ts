import { valueAt } from '~/shared/present'
import { quoted } from '~/shared/text'
import { isDitto, isElsewhere } from './ditto'
import { info, refusal } from './findings'
import type { Merge, SourceCell, SourceRow } from './source'
import { ruleOf, type ColumnRules, type RowNote } from './vocabulary'

export interface MergedRow {
  row: SourceRow
  notes: RowNote[]
}

const MAY_POINT = /[同上如〃″"'〞々“”]/

const NO_ORIGINS: ReadonlyMap<number, number> = new Map()

const nothingAbove = (columns: ColumnRules, column: string, written: string) =>
  `${ruleOf(columns, column).label}写的是“${written}”，上一行却没有内容，请填写`

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
  /** by column: the row from which the last one took what stands there */
  let origins: ReadonlyMap<number, number> = NO_ORIGINS

  const unclearAt = (column: string, text: string): RowNote => {
    const message = `${ruleOf(columns, column).label}写的是${quoted(text)}，看不出指的是哪一格，请填写`
    return { ...refusal('dittoUnclear', message), column }
  }

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
      notes: [{ ...info('mergedDown', `${told}取自合并单元格（第 ${from.join('、')} 行）`), column: null }],
    }
  }

  /** Fills in what a row only points at, and says at each column from which row it came. */
  function pointed({ row, notes }: MergedRow): MergedRow {
    const pointing: number[] = []
    const unclear: RowNote[] = []
    for (const [index, { text, number }] of row.cells) {
      if (text.length > 10 || number !== undefined || !MAY_POINT.test(text) || !fields.has(index)) continue
      if (isDitto(text)) pointing.push(index)
      else if (isElsewhere(text)) unclear.push(unclearAt(valueAt(fields, index), text))
    }
    if (pointing.length === 0) {
      origins = NO_ORIGINS
      return unclear.length === 0 ? { row, notes } : { row, notes: [...notes, ...unclear] }
    }
    const cells = new Map(row.cells)
    const told = new Map<number, number>()
    const dittos = pointing.map((index): RowNote => {
      const column = valueAt(fields, index)
      const written = (row.cells.get(index)?.text ?? '').trim()
      const cell = last?.cells.get(index)
      if (!last || !cell) return { ...refusal('dittoNothing', nothingAbove(columns, column, written)), column }
      const from = origins.get(index) ?? last.number
      cells.set(index, cell)
      told.set(index, from)
      return { ...info('ditto', `写的是“${written}”，取第 ${from} 行的“${cell.text.trim().slice(0, 40)}”`), column }
    })
    origins = told
    return { row: { ...row, cells }, notes: [...notes, ...unclear, ...dittos] }
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
