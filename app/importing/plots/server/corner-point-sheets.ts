import type { Feature } from '~/land/domain/formats/feature'
import { headerWords } from '../../tables/domain/columns'
import type { SourceCell, SourceFile, SourceRow, SourceSheet } from '../../tables/domain/source'
import type { OpenOptions } from '../../tables/server/kind'
import { pointHeader, PointReader, type PointedPlot, type PointTable } from '../domain/corner-points'
import { placingOf, type Placing } from '../domain/placing'
import { ASSUMED_STATUS_HEAD, DRAWING_HEAD, PLOT_COLUMNS } from '../domain/vocabulary'
import { drawingCellOf, from, sheetOf } from './map-sheet'

/** A header stands among the first rows of a sheet. */
const ROWS_SEARCHED = 40

/**
 * A workbook whose corner points have become drawings: of the plots that another sheet tells by their number, beside them;
 * of the others as rows of their own. One without points is as it was.
 * @throws AppError invalid (422) for a point that lacks a coordinate
 */
export async function withCornerPoints(file: SourceFile, options: OpenOptions): Promise<SourceFile> {
  const tables: { sheet: SourceSheet; table: PointTable }[] = []
  const others: SourceSheet[] = []
  for (const sheet of file.sheets) {
    if (await hasPoints(sheet)) tables.push({ sheet, table: await pointsOf(sheet) })
    else others.push(sheet)
  }
  if (tables.length === 0) return file
  const all = new Map(tables.flatMap(({ table }) => [...table.plots]))
  const stated = tables.find(({ table }) => table.system.epsg !== null)?.table.system ?? {
    epsg: null,
    foreignDatum: null,
  }
  const first = [...all.values()].find(({ shape }) => shape)?.shape
  const placing = first ? placingOf(first, stated, options) : null
  const joined = new Set<string>()
  const beside = []
  for (const sheet of others) {
    const codes = await codesOf(sheet)
    for (const code of codes) if (all.has(code)) joined.add(code)
    beside.push(codes.size > 0 && placing ? withDrawings(sheet, all, placing) : sheet)
  }
  const own = tables.flatMap(({ sheet, table }) => {
    const left = [...table.plots].filter(([code]) => !joined.has(code))
    if (left.length === 0) return []
    const heads = new Set(left.flatMap(([, { values }]) => [...values.keys()]))
    const features = left.map((plot, index) => featureOf(plot, index, [...heads]))
    return [sheetOf(sheet.name, stated, () => from(features), options)]
  })
  return { format: 'map', sheets: [...beside, ...own], close: () => file.close() }
}

async function hasPoints(sheet: SourceSheet): Promise<boolean> {
  let rows = 0
  for await (const row of sheet.rows()) {
    if (pointHeader(row)) return true
    if (++rows === ROWS_SEARCHED) return false
  }
  return false
}

async function pointsOf(sheet: SourceSheet): Promise<PointTable> {
  const reader = new PointReader(sheet.name)
  for await (const row of sheet.rows()) reader.take(row)
  return reader.done()
}

function featureOf([code, { values, shape }]: [string, PointedPlot], index: number, heads: readonly string[]): Feature {
  const told = Object.fromEntries(heads.map((head) => [head, values.get(head) ?? null]))
  return { number: index + 1, values: { 宗地号: code, ...told }, shape, notes: [] }
}

const words = headerWords(PLOT_COLUMNS)

/** The column of numbers that a row heads; null where it is no header. */
function codeColumn({ cells }: SourceRow): number | null {
  const listed = [...cells].filter(([, { text }]) => words.isListed(text))
  const found = listed.find(([, { text }]) => words.match(text)?.column === 'code')
  return listed.length > 1 && found ? found[0] : null
}

async function codesOf(sheet: SourceSheet): Promise<ReadonlySet<string>> {
  const codes = new Set<string>()
  let column: number | null = null
  let rows = 0
  for await (const row of sheet.rows()) {
    if (column === null) column = codeColumn(row)
    else {
      const code = row.cells.get(column)?.text.trim()
      if (code) codes.add(code)
    }
    if (column === null && ++rows === ROWS_SEARCHED) return codes
  }
  return codes
}

/** A table of plots with a column of drawings after its last. */
function withDrawings(sheet: SourceSheet, plots: ReadonlyMap<string, PointedPlot>, placing: Placing): SourceSheet {
  return {
    ...sheet,
    async *rows(): AsyncGenerator<SourceRow, void, void> {
      let header: { code: number; drawing: number } | null = null
      let isFirst = true
      for await (const row of sheet.rows()) {
        if (!header) {
          const code = codeColumn(row)
          if (code === null) {
            yield row
            continue
          }
          header = { code, drawing: Math.max(...row.cells.keys()) + 1 }
          const heads: [number, SourceCell][] = [
            [header.drawing, { text: DRAWING_HEAD }],
            [header.drawing + 1, { text: ASSUMED_STATUS_HEAD }],
          ]
          yield { ...row, cells: new Map([...row.cells, ...heads]) }
          continue
        }
        const shape = plots.get(row.cells.get(header.code)?.text.trim() ?? '')?.shape
        if (shape) {
          yield { ...row, cells: new Map([...row.cells, [header.drawing, drawingCellOf(shape, placing, isFirst)]]) }
          isFirst = false
        } else yield row
      }
    },
  }
}
