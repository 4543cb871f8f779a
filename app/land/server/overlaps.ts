import Flatbush from 'flatbush'
import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import { asJson } from '~/platform/database/bulk'
import type { Drawing } from '../domain/draft'
import { planarOf } from '../domain/ground'
import { OVERLAP_TOLERANCE, overlapOf, type Overlap, type OverlapTolerance } from '../domain/geometry/overlap'
import { boxOf, mapPositions, openRings, type Box, type Position, type Shape } from '../domain/geometry/shape'
import { planeAt, planeSystem, projectionOf } from '../domain/coordinates/systems'

const { sql } = Prisma

/** A drawing that is to be looked at, under whatever name the caller has for it. */
export interface Placed {
  key: string
  drawing: Drawing
  /** degrees */
  box: Box
}

export interface Covering extends Overlap {
  key: string
  /** the plot that it covers */
  other: { id: string | null; key: string | null; code: string }
}

interface Neighbour {
  key: string
  id: string
  code: string
  epsg: number
  rings: Position[][][]
  isApproximate: boolean
}

/** Which of these drawings cover ground of live plots by more than the tolerance; `except`: plots whose ground they replace. */
export async function overlapsWithLive(
  db: Db,
  placed: readonly Placed[],
  except: readonly string[] = [],
): Promise<Covering[]> {
  if (placed.length === 0) return []
  const boxes = placed.map(({ key, box }) => ({ key, ...box }))
  // A plan that was kept from when there were few plots would read them all for each box, and within a transaction
  // that fills the table no statistics drop it.
  await db.$executeRaw`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`
  // OFFSET 0: a look-up by index for each box; joined, the planner compares every box with every plot.
  const met = await db.$queryRaw<Neighbour[]>(sql`
    SELECT g.key, t.id, t.code, t.epsg, t.rings, t."isApproximate"
    FROM jsonb_to_recordset(${asJson(boxes)}::jsonb)
      AS g(key text, "minX" float8, "minY" float8, "maxX" float8, "maxY" float8)
    CROSS JOIN LATERAL (
      SELECT t.id, t.code, t.source_epsg AS epsg, t.source_geometry AS rings, t.is_approximate AS "isApproximate"
      FROM plot t WHERE t.retired_on IS NULL AND t.source_geometry IS NOT NULL
        AND box(point(t.min_lon, t.min_lat), point(t.max_lon, t.max_lat))
          && box(point(g."minX", g."minY"), point(g."maxX", g."maxY")) OFFSET 0) t
    WHERE NOT t.id = ANY(${[...except]}::uuid[])`)
  const byKey = new Map(placed.map((each) => [each.key, each]))
  return met.flatMap(({ key, id, code, epsg, rings, isApproximate }) => {
    const one = byKey.get(key)
    const overlap = one && overlapOnOnePlane(one.drawing, { epsg, shape: openRings(rings), isApproximate })
    return overlap ? [{ key, other: { id, key: null, code }, ...overlap }] : []
  })
}

/** Which of these drawings cover one before them. `codeOf`: what the message calls that one. */
export function overlapsBefore(
  earlier: readonly Placed[],
  placed: readonly Placed[],
  codeOf: (key: string) => string,
): Covering[] {
  const all = [...earlier, ...placed]
  if (placed.length === 0 || all.length < 2) return []
  const index = new Flatbush(all.length)
  for (const { box } of all) index.add(box.minX, box.minY, box.maxX, box.maxY)
  index.finish()
  return placed.flatMap(({ key, drawing, box }, at) =>
    index
      .search(box.minX, box.minY, box.maxX, box.maxY, (other) => other < earlier.length + at)
      .flatMap((id): Covering[] => {
        const other = all[id]
        const overlap = other && overlapOnOnePlane(drawing, other.drawing)
        return overlap ? [{ key, other: { id: null, key: other.key, code: codeOf(other.key) }, ...overlap }] : []
      }),
  )
}

/** What was shifted from a map's coordinates lies decimetres off: it covers a neighbour by that much and means nothing. */
const APPROXIMATE_TOLERANCE: OverlapTolerance = { ...OVERLAP_TOLERANCE, width: 1 }

function overlapOnOnePlane(one: Drawing, other: Drawing): Overlap | null {
  const tolerance = one.isApproximate || other.isApproximate ? APPROXIMATE_TOLERANCE : OVERLAP_TOLERANCE
  const first = planarOf(one.shape, one.epsg)
  if (one.epsg === other.epsg && planeSystem(one.epsg)) return overlapOf(first, other.shape, tolerance)
  const plane = planeSystem(one.epsg) ?? planeAt(boxOf(one.shape).minX)
  const lonLat = lonLatOf(other)
  return overlapOf(
    planeSystem(one.epsg) ? first : mapPositions(one.shape, projectionOf(plane).toPlane),
    mapPositions(lonLat, projectionOf(plane).toPlane),
    tolerance,
  )
}

function lonLatOf({ epsg, shape }: Drawing): Shape {
  const plane = planeSystem(epsg)
  return plane ? mapPositions(shape, projectionOf(plane).toLonLat) : shape
}
