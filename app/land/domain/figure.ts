import { boxOf, type Position, type Shape } from './geometry/shape'
import { largestCircle } from './ground'

/** Shapes of one plane as they are drawn: metres from the upper left corner, north up. */
export interface Figure {
  width: number
  height: number
  shapes: { path: string; label: Position }[]
}

export interface Paper {
  figure: Figure
  /** where a point of the plane stands in the figure */
  place(position: Position): Position
}

/** Draws shapes with a margin about them; `margin`: a share of the longer side. */
export function figureOf(shapes: readonly Shape[], margin = 0.08): Paper {
  const { minX, minY, maxX, maxY } = boxOf(shapes.flat())
  const edge = Math.max(maxX - minX, maxY - minY, 1) * margin
  const place = ([x, y]: Position): Position => [round(x - minX + edge), round(maxY - y + edge)]
  return {
    place,
    figure: {
      width: round(maxX - minX + 2 * edge),
      height: round(maxY - minY + 2 * edge),
      shapes: shapes.map((shape) => ({
        path: pathOf(shape, place),
        label: place(largestCircle(shape)?.centre ?? [minX, maxY]),
      })),
    },
  }
}

/** A centimetre: finer than any line that is drawn. */
const round = (metres: number) => Math.round(metres * 100) / 100

export function pathOf(shape: Shape, place: (position: Position) => Position): string {
  return shape
    .flatMap((polygon) => polygon.map((ring) => `M${ring.map((point) => place(point).join(' ')).join('L')}Z`))
    .join('')
}
