import type { Db } from '~/platform/database/client'
import { groundOf, planarOf } from '~/land/domain/ground'
import { firstCrossing } from '~/land/domain/geometry/crossings'
import { areaOf, countPositions, muOf } from '~/land/domain/geometry/shape'
import { overlapsBefore, overlapsWithLive, type Covering, type Placed } from '~/land/server/overlaps'
import { formatNumber } from '~/shared/money'
import { info, refusal, warning, type Note } from '../../tables/domain/findings'
import type { PlainDraft } from '../../tables/domain/plain'
import type { Inspector } from '../../tables/server/kind'
import { isDrawn } from '../domain/cells'
import { shapeOfRings } from '../domain/draft'
import { areaMissing, differs } from '../domain/vocabulary'

/** Vertices of one plot that are looked at; a boundary with more is no plot. */
const MOST_VERTICES = 200_000

/** Looks at the ground of each plot: is its boundary sound, its area as the table says, and nobody else's? */
export function plotInspector(db: Db): Inspector<PlainDraft> {
  /** the drawings of the rows before, by the number of each row */
  const before: Placed[] = []
  const codes = new Map<string, string>()
  let row = 0
  return {
    async inspect(drafts) {
      const looked = drafts.map((draft) => look(draft, String(row++)))
      const placed = looked.flatMap(({ placed: it }) => it ?? [])
      for (const { placed: it, code } of looked) if (it) codes.set(it.key, code)
      const covering = [
        ...(await overlapsWithLive(db, placed)).filter(({ key, other }) => codes.get(key) !== other.code),
        ...overlapsBefore(before, placed, (key) => codes.get(key) ?? ''),
      ]
      before.push(...placed)
      return looked.map(({ notes, placed: it }) => [
        ...notes,
        ...covering.filter(({ key }) => key === it?.key).map((each) => overlapNote(each)),
      ])
    },
  }
}

const overlapNote = ({ other, area, width }: Covering): Note =>
  refusal(
    'overlap',
    `与地块“${other.code}”重叠 ${formatNumber(Math.round(area))} 平方米（平均宽 ${width.toFixed(2)} 米），已留待更正：请核对界址`,
  )

interface Looked {
  code: string
  notes: Note[]
  placed: Placed | null
}

function look({ values }: PlainDraft, key: string): Looked {
  const code = typeof values.code === 'string' ? values.code : ''
  const { drawing } = values
  if (!isDrawn(drawing)) return { code, notes: values.area ? [] : [areaMissing], placed: null }
  const shape = shapeOfRings(drawing)
  const vertices = countPositions(shape)
  if (vertices > MOST_VERTICES)
    return {
      code,
      notes: [refusal('tooManyVertices', `图形有 ${formatNumber(vertices)} 个界址点，不像一个地块，请检查`)],
      placed: null,
    }
  const planar = planarOf(shape, drawing.epsg)
  const crossing = firstCrossing(planar)
  if (crossing) {
    const [x, y] = crossing.map((value) => value.toFixed(3))
    return {
      code,
      notes: [refusal('selfCrossing', `界线在（${x}，${y}）附近自相交，请改正图形后再导入`)],
      placed: null,
    }
  }
  const drawnMu = muOf(areaOf(planar))
  const tableMu = Number(values.area ?? 0)
  const notes =
    tableMu > 0 && differs(tableMu, drawnMu)
      ? [
          warning(
            'areaDiffers',
            `表中面积 ${values.area} 亩，按图形计算 ${drawnMu.toFixed(2)} 亩，相差超过 1%：按表中面积统计，请核对是哪一种面积`,
          ),
        ]
      : tableMu > 0
        ? []
        : [info('areaFromDrawing', `表中没有面积，按图形计算 ${drawnMu.toFixed(2)} 亩`)]
  return {
    code,
    notes,
    placed: { key, drawing: { epsg: drawing.epsg, shape }, box: groundOf(shape, drawing.epsg).box },
  }
}
