import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { openParks } from '~/parks/server/open-parks'
import { database } from '~/platform/database/client'
import { businessDay } from '~/shared/day'
import { planeSystem, systemName } from '../../domain/coordinates/systems'
import { onPlane } from '../../domain/descent/division'
import { figureOf } from '../../domain/figure'
import { writePoints } from '../../domain/descent/written-points'
import { drawingPreview, plotToRedraw, systemFor, usualSystem } from './draw-plot'
import { standingOn, whyStays } from './move-allocations'
import { proposeCodes } from './plot-codes'

const nameOf = (epsg: number) => {
  const system = planeSystem(epsg)
  return system ? systemName(system) : '2000 坐标系'
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** The page on which a plot is redrawn. */
export async function redrawingPage(context: RequestContext, id: string | undefined) {
  const plot = await plotToRedraw(context, id)
  const [code = ''] = await proposeCodes(database(), plot.code, 1)
  return {
    plot: { id: plot.id, code: plot.code, version: plot.version, computedMu: Number(plot.computedMu) },
    why: whyStays(await standingOn(database(), context, [plot])),
    newCode: code,
    points: writePoints(plot.drawing),
    system: nameOf(plot.drawing.epsg),
    figure: figureOf([onPlane([plot.drawing]).shape]).figure,
  }
}

/** What the typed points would make of a plot, beside what it is; the form goes back with all that was typed. */
export async function redrawingPreview(
  context: RequestContext,
  id: string | undefined,
  values: Record<string, unknown>,
) {
  const plot = await plotToRedraw(context, id)
  const { drawing, mu } = await drawingPreview(context, textOf(values.points), plot.drawing.epsg)
  const [code = ''] = await proposeCodes(database(), plot.code, 1)
  const { figure } = figureOf(onPlane([plot.drawing, drawing]).shapes)
  return reply({ on: businessDay(context.now), code, version: plot.version }, values, { figure, mu })
}

/** The page on which a new plot is drawn. */
export async function newPlotPage(context: RequestContext) {
  assertCan(context.actor, 'plot.draw')
  const parks = await openParks(context)
  return { parks, system: nameOf(await usualSystem(database())), today: businessDay(context.now) }
}

export async function newPlotPreview(context: RequestContext, values: Record<string, unknown>) {
  const points = textOf(values.points)
  const { drawing, mu } = await drawingPreview(context, points, await systemFor(database(), points))
  const { figure } = figureOf(onPlane([drawing]).shapes)
  return reply({ on: businessDay(context.now), status: 'planned' }, values, { figure, mu })
}

function reply<Preview>(preset: Record<string, unknown>, values: Record<string, unknown>, preview: Preview) {
  const typed = Object.entries(values).filter(([, value]) => value !== null)
  return { errors: [], values: { ...preset, ...Object.fromEntries(typed) }, preview }
}
