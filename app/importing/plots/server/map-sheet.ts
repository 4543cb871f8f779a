import type { Feature, StatedSystem } from '~/land/domain/formats/feature'
import { closedRings, countPositions } from '~/land/domain/geometry/shape'
import type { SourceCell, SourceRow, SourceSheet } from '../../tables/domain/source'
import type { OpenOptions } from '../../tables/server/kind'
import { placed, placingOf, type Placing } from '../domain/placing'
import { ASSUMED_STATUS_HEAD, DRAWING_HEAD } from '../domain/vocabulary'

/** Read twice: to see what the table is, and to take its rows. */
export type Features = () => AsyncGenerator<Feature>

export async function* from(features: readonly Feature[]): AsyncGenerator<Feature> {
  yield* features
}

/** Features as rows: the first is the header, made of the fields of the first feature. */
export function sheetOf(name: string, stated: StatedSystem, features: Features, options: OpenOptions): SourceSheet {
  return {
    name,
    hidden: false,
    merges: [],
    async *rows(): AsyncGenerator<SourceRow, void, void> {
      let fields: string[] | null = null
      let placing: Placing | null = null
      for await (const feature of features()) {
        if (!fields) {
          fields = Object.keys(feature.values)
          yield headerOf([...fields, DRAWING_HEAD, ASSUMED_STATUS_HEAD])
        }
        const isFirst = placing === null
        if (feature.shape) placing ??= placingOf(feature.shape, stated, options)
        yield rowOf(feature, fields, placing, { isFirst, status: options.status ?? null })
      }
    },
  }
}

const headerOf = (heads: readonly string[]): SourceRow => ({
  number: 1,
  cells: new Map(heads.map((text, column): [number, SourceCell] => [column, { text }])),
})

interface RowContext {
  /** with it is said how the coordinates are taken */
  isFirst: boolean
  /** of new plots of which the file says none */
  status: string | null
}

function rowOf(
  { number, values, shape }: Feature,
  fields: readonly string[],
  placing: Placing | null,
  { isFirst, status }: RowContext,
): SourceRow {
  const cells = new Map<number, SourceCell>()
  for (const [column, field] of fields.entries()) {
    const value = values[field]
    if (value === null || value === undefined || value === '') continue
    cells.set(column, typeof value === 'number' ? { text: numberText(value), number: value } : { text: value })
  }
  if (shape && placing) cells.set(fields.length, drawingCellOf(shape, placing, isFirst))
  if (status) cells.set(fields.length + 1, { text: status })
  return { number: number + 1, cells }
}

/** A cell that a drawing is attached to. */
export function drawingCellOf(shape: NonNullable<Feature['shape']>, placing: Placing, isFirst: boolean): SourceCell {
  const { epsg, words, datum, isRead } = placing
  return {
    text: `${countPositions(shape)} 个界址点`,
    attached: {
      epsg,
      rings: closedRings(placed(shape, placing)),
      words,
      isTold: isFirst && isRead,
      isApproximate: datum !== null,
    },
  }
}

/** A number of a database table carries its float: 43.009999999999998 is 43.01. */
const numberText = (value: number): string => String(Number(value.toPrecision(12)))
