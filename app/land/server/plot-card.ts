import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { systemNames } from '~/settings/server/names'
import { businessDay } from '~/shared/day'
import { planeSystem, systemName } from '../domain/coordinates/systems'
import { onPlane } from '../domain/descent/division'
import { figureOf } from '../domain/figure'
import { plotRecord } from './plot-record'
import { storedDrawing } from './stored-drawing'

/** More corner points than these do not fit onto the sheet. */
const MOST_POINTS = 44

/** What the card of a plot says, on one sheet of A4. @throws notFound */
export async function plotCard(context: RequestContext, id: string | undefined) {
  const plot = await plotRecord(context, id)
  const [stored, names] = await Promise.all([
    database().plot.findUniqueOrThrow({ where: { id: plot.id } }),
    systemNames(context.now),
  ])
  const drawing = storedDrawing(stored)
  return {
    plot,
    drawn: drawing && cornersOf(drawing),
    county: names.countyName,
    day: businessDay(context.now),
    person: context.actor.name,
  }
}

function cornersOf(drawing: NonNullable<ReturnType<typeof storedDrawing>>) {
  const { shape, plane } = onPlane([drawing])
  const { figure, place } = figureOf([shape], 0.1)
  const points = shape.flat(2)
  const corners = points.map((point, index) => ({
    name: `J${index + 1}`,
    north: point[1].toFixed(3),
    east: point[0].toFixed(3),
    at: place(point),
  }))
  return {
    figure,
    system: systemName(planeSystem(drawing.epsg) ?? plane),
    points: points.length,
    corners: points.length > MOST_POINTS ? [] : corners,
  }
}
