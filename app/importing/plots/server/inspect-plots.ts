import type { Db } from '~/platform/database/client'
import { isInChina } from '~/land/domain/coordinates/recognise'
import { shapeOf } from '~/land/domain/formats/geojson'
import { outsideOf } from '~/land/domain/geometry/inside'
import { groundOf, planarOf } from '~/land/domain/ground'
import { firstCrossing } from '~/land/domain/geometry/crossings'
import { areaOf, countPositions, muOf, type Shape } from '~/land/domain/geometry/shape'
import { countyShape } from '~/land/server/map/county'
import { overlapsBefore, overlapsWithLive, type Covering, type Placed } from '~/land/server/overlaps'
import { formatNumber } from '~/shared/money'
import { info, refusal, warning, type Note } from '../../tables/domain/findings'
import type { PlainDraft } from '../../tables/domain/plain'
import type { Inspector } from '../../tables/server/kind'
import { drawnBy } from '../domain/draft'
import { areaMissing, differs, statusMissing } from '../domain/vocabulary'

/** Vertices of one plot that are looked at; a boundary with more is no plot. */
const MOST_VERTICES = 200_000

/** Looks at the ground of each plot: is its boundary sound, its area as the table says, and nobody else's? */
export function plotInspector(db: Db): Inspector<PlainDraft> {
  /** the drawings of the rows before, by the number of each row */
  const before: Placed[] = []
  const codes = new Map<string, string>()
  let row = 0
  let county: Promise<Shape | null> | null = null
  return {
    async inspect(drafts) {
      const [known, around] = await Promise.all([knownCodes(db, drafts), (county ??= countyShape(db))])
      const looked = drafts.map((draft) => look(draft, { key: String(row++), known, county: around }))
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

/** Of these numbers, those that live plots have. */
async function knownCodes(db: Db, drafts: readonly PlainDraft[]): Promise<ReadonlySet<string>> {
  const asked = drafts.flatMap(({ values: { code } }) => (typeof code === 'string' ? [code] : []))
  const found = await db.plot.findMany({ where: { code: { in: asked }, voidedAt: null }, select: { code: true } })
  return new Set(found.map(({ code }) => code))
}

interface Looked {
  code: string
  notes: Note[]
  placed: Placed | null
}

interface Surroundings {
  key: string
  /** numbers of plots that are there already */
  known: ReadonlySet<string>
  county: Shape | null
}

function look({ values }: PlainDraft, { key, known, county }: Surroundings): Looked {
  const code = typeof values.code === 'string' ? values.code : ''
  const missing = values.status || known.has(code) ? [] : [statusMissing]
  const drawing = drawnBy(values)
  if (!drawing)
    return { code, notes: [...missing, ...(values.area || known.has(code) ? [] : [areaMissing])], placed: null }
  const vertices = countPositions(drawing.shape)
  const refused = (note: Note): Looked => ({ code, notes: [...missing, note], placed: null })
  if (vertices > MOST_VERTICES)
    return refused(
      refusal(
        'tooManyVertices',
        `图形有 ${formatNumber(vertices)} 个界址点，超过 ${formatNumber(MOST_VERTICES)} 个，不像一个地块：请检查，或简化界线后再导入`,
      ),
    )
  const { box, geometry } = groundOf(drawing.shape, drawing.epsg)
  if (!isInChina(box))
    return refused(refusal('outsideChina', '图形不在中国范围内：请检查坐标系、中央经线和 X、Y 的次序'))
  const planar = planarOf(drawing.shape, drawing.epsg)
  const crossing = firstCrossing(planar)
  if (crossing) {
    const [x, y] = crossing.map((value) => value.toFixed(3))
    return refused(refusal('selfCrossing', `界线在（${x}，${y}）附近自相交，请改正图形后再导入`))
  }
  const where = county && outsideOf(shapeOf(geometry.type, geometry.coordinates) ?? [], county)
  if (where === 'all')
    return refused(
      refusal('outsideCounty', '图形全在县界以外：多半是坐标系或中央经线不对，请核对后重新选择坐标系再读取'),
    )
  return {
    code,
    notes: [
      ...missing,
      ...(where === 'some' ? [warning('acrossCounty', '图形有一部分在县界以外，请核对')] : []),
      ...areaNotes(values.area, muOf(areaOf(planar)), {
        isApproximate: drawing.isApproximate,
        isKnown: known.has(code),
      }),
    ],
    placed: { key, drawing, box },
  }
}

interface Measured {
  isApproximate?: boolean
  isKnown: boolean
}

function areaNotes(area: unknown, drawnMu: number, { isApproximate = false, isKnown }: Measured): Note[] {
  const tableMu = Number(area ?? 0)
  const drawn = drawnMu.toFixed(2)
  if (!(tableMu > 0)) return isKnown ? [] : [isApproximate ? approximateArea : areaFromDrawing(drawn)]
  if (!differs(tableMu, drawnMu)) return []
  return [
    warning(
      'areaDiffers',
      `表中面积 ${tableMu} 亩，按图形计算 ${drawn} 亩，相差超过 1%：按表中面积统计，请核对是哪一种面积`,
    ),
  ]
}

const areaFromDrawing = (mu: string) => info('areaFromDrawing', `表中没有面积，按图形计算 ${mu} 亩`)
const approximateArea = refusal('approximateArea', '高德、百度坐标换算的图形只作示意，不能量算面积：请补上面积再导入')
