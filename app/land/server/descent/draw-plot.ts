import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction, type Db, type Tx } from '~/platform/database/client'
import { businessDay } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { drawInput, redrawInput } from '../../domain/descent/descent-input'
import { muOfDrawing, onPlane } from '../../domain/descent/division'
import type { Drawing } from '../../domain/draft'
import { firstCrossing } from '../../domain/geometry/crossings'
import { shapeOfRings } from '../../domain/geometry/rings'
import { positionsOf, type Shape } from '../../domain/geometry/shape'
import { groundOf } from '../../domain/ground'
import { readPoints, statedPlane } from '../../domain/descent/written-points'
import { descend, type Child } from './descend'
import { lockGround } from '../lock-ground'
import { storedDrawing } from '../stored-drawing'
import { asParent, lockParents } from './parent-plots'
import { assertCodesFree } from './plot-codes'
import { insertPlots } from '../write-plots'

/** Longitude and latitude on CGCS2000. */
const DEGREES = 4490
const SAME_POINT_M = 0.002
/** 亩: less is no plot, but a slip of the hand. */
const LEAST_MU = 0.01

/**
 * The drawing that points describe, in the system `epsg`. Degrees come from the map, rounded: a point within two millimetres
 * of one of a live plot is that one, to the digit of its source. What is written in metres stays as it is.
 * @throws invalid (422) at `points`
 */
async function drawnBy(db: Db, text: string, epsg: number): Promise<Drawing> {
  const read = readPoints(text, epsg)
  if ('fault' in read) throw invalidField('points', read.fault)
  const shape = shapeOfRings(read.rings)
  if (!shape || read.rings.some((ring) => ring.length < 3)) throw invalidField('points', '一圈至少要有三个不同的界址点')
  const drawing = read.isDegrees ? await snapped(db, { epsg, shape }) : { epsg, shape }
  const crossing = firstCrossing(onPlane([drawing]).shape)
  if (crossing) {
    const [x, y] = crossing.map((value) => value.toFixed(3))
    throw invalidField('points', `界线在（${x}，${y}）附近自相交，请改正`)
  }
  if (muOfDrawing(drawing) < LEAST_MU) throw invalidField('points', '图形面积太小，请核对界址点')
  return drawing
}

async function snapped(db: Db, drawing: Drawing): Promise<Drawing> {
  const { minX, minY, maxX, maxY } = groundOf(drawing.shape, drawing.epsg).box
  const near = await db.plot.findMany({
    where: {
      retiredOn: null,
      minLon: { lte: maxX },
      maxLon: { gte: minX },
      minLat: { lte: maxY },
      maxLat: { gte: minY },
    },
    take: 200,
  })
  const drawings = near.flatMap((plot) => storedDrawing(plot) ?? [])
  const { shapes, back } = onPlane([drawing, ...drawings])
  const [own = [], ...others] = shapes
  const known = others.flatMap((shape) => [...positionsOf(shape)])
  const at = (shape: Shape): Shape =>
    shape.map((polygon) =>
      polygon.map((ring) =>
        ring.map(([x, y]) => known.find(([kx, ky]) => Math.hypot(kx - x, ky - y) <= SAME_POINT_M) ?? [x, y]),
      ),
    )
  return { epsg: drawing.epsg, shape: back(at(own)) }
}

/** The system that new plots are kept in: that of most live plots; degrees while there are none on a plane. */
export async function usualSystem(db: Db): Promise<number> {
  const [usual] = await db.$queryRaw<{ epsg: number }[]>`
    SELECT source_epsg AS epsg FROM plot WHERE retired_on IS NULL AND source_epsg BETWEEN 4491 AND 4554
    GROUP BY source_epsg ORDER BY count(*) DESC LIMIT 1`
  return usual?.epsg ?? DEGREES
}

/** The system that a new plot is kept in: the plane that its points name, else the usual one. */
export const systemFor = async (db: Db, points: string): Promise<number> => statedPlane(points) ?? usualSystem(db)

/** A plot that is to be redrawn. */
export async function plotToRedraw(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'plot.draw')
  if (!isId(id)) throw notFound('这个地块')
  return asParent(await database().plot.findUnique({ where: { id } }))
}

/** What points would make: the drawing and its 亩. @throws invalid (422) at `points` */
export async function drawingPreview(context: RequestContext, points: string, epsg: number) {
  assertCan(context.actor, 'plot.draw')
  const drawing = await drawnBy(database(), points, epsg)
  return { drawing, mu: muOfDrawing(drawing) }
}

/** Whoever draws on the ground stands in line before any row is taken, as an import does. */
async function onGround(tx: Tx, drawings: readonly Drawing[]): Promise<void> {
  await lockGround(
    tx,
    drawings.map(({ shape, epsg }) => groundOf(shape, epsg).box),
  )
}

/**
 * 重画: another boundary for a plot, which goes on under a number of its own.
 * @throws invalid (422), stale (409), conflict (409) where it would cover another plot, or the supply has begun
 */
export async function redrawPlot(context: RequestContext, id: string | undefined, input: unknown): Promise<Child> {
  const { drawing: before } = await plotToRedraw(context, id)
  const { version, document, on, code, points } = parseInput(redrawInput, input)
  const drawing = await drawnBy(database(), points, before.epsg)
  return transaction(async (tx) => {
    await onGround(tx, [before, drawing])
    const parents = await lockParents(tx, context, [{ id: id ?? '', version }])
    const [child] = await descend(tx, context, {
      action: 'plot.redraw',
      document,
      on,
      parents,
      children: [{ code, drawing }],
      keeper: 0,
      codePath: () => 'code',
    })
    if (!child) throw new Error('a redrawing made no plot')
    return child
  })
}

/** 登记新地块. @throws invalid (422) at the fields, conflict (409) where it would cover another plot */
export async function drawPlot(context: RequestContext, input: unknown): Promise<Child> {
  assertCan(context.actor, 'plot.draw')
  const { document, on, code, points, ...facts } = parseInput(drawInput, input)
  if (on > businessDay(context.now)) throw invalidField('on', '日期不能晚于今天', 'range')
  if (facts.statusFrom !== null && facts.statusFrom > businessDay(context.now))
    throw invalidField('statusFrom', '日期不能晚于今天', 'range')
  const drawing = await drawnBy(database(), points, await systemFor(database(), points))
  return transaction(async (tx) => {
    await assertCodesFree(tx, [code], () => 'code')
    const [id] = await insertPlots(
      tx,
      context,
      [
        {
          ...facts,
          code,
          drawing,
          quotaSource: null,
          areaMu: null,
          areaKind: 'computed',
          minFar: null,
          minDensity: null,
          maxGreen: null,
          startPriceWan: null,
        },
      ],
      { name: document, action: 'plot.draw', document, on },
    )
    if (!id) throw new AppError('conflict', { userMessage: '没有写入，请重试' })
    return { id, code }
  })
}
