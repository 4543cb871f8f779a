import type { RequestContext } from '~/auth/domain/actor'
import { inSystem } from '~/land/domain/coordinates/in-system'
import { geometryOf } from '~/land/domain/formats/geojson'
import { boxOf } from '~/land/domain/geometry/shape'
import { mapGround } from '~/land/server/map/map-plots'
import { database } from '~/platform/database/client'
import { findBatch } from '../../tables/server/batch'
import { drawnBy } from '../domain/draft'
import type { DraftsAnswer } from '../domain/map-of-drafts'

const MOST_SHOWN = 3000
/** A drawing of more characters is too fine for a preview. */
const MOST_CHARACTERS = 200_000
const LON_LAT = 4490

/** The drawings of an import, for the map beside its rows. @throws AppError notFound, forbidden */
export async function mapOfDrafts(context: RequestContext, id: string | undefined): Promise<DraftsAnswer> {
  const batch = await findBatch(database(), context, id)
  const [ground, rows, [count]] = await Promise.all([
    mapGround(context),
    database().$queryRaw<{ rowId: string; waits: boolean; values: Record<string, unknown> }[]>`
      SELECT r.id AS "rowId", r.state IN ('held', 'duplicate') AS waits, r.draft->'values' AS values
      FROM import_row r WHERE r.batch_id = ${batch.id}::uuid AND r.state <> 'discarded'
        AND r.draft->'values' ? 'drawing' AND length((r.draft->'values'->'drawing')::text) < ${MOST_CHARACTERS}
      ORDER BY r.state = 'held' DESC, r.sheet, r.row_number LIMIT ${MOST_SHOWN}`,
    database().$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM import_row r
      WHERE r.batch_id = ${batch.id}::uuid AND r.state <> 'discarded' AND r.draft->'values' ? 'drawing'`,
  ])
  const shown = rows.flatMap(({ rowId, waits, values }) => {
    const drawing = drawnBy(values)
    if (!drawing) return []
    const lonLat = inSystem(drawing, LON_LAT)
    const code = typeof values.code === 'string' ? values.code : ''
    return [{ lonLat, draft: { rowId, code, waits, geometry: geometryOf(lonLat) } }]
  })
  const { minX, minY, maxX, maxY } = boxOf(shown.flatMap(({ lonLat }) => lonLat))
  return {
    ground,
    drafts: shown.map(({ draft }) => draft),
    bounds: shown.length > 0 ? [minX, minY, maxX, maxY] : null,
    total: count?.total ?? 0,
  }
}
