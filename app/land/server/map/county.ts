import type { Db } from '~/platform/database/client'
import { isRecord } from '~/shared/records'
import { shapeOf } from '../../domain/formats/geojson'
import type { Shape } from '../../domain/geometry/shape'

/** The ground of the county in longitude and latitude; null where no boundary is loaded. */
export async function countyShape(db: Db): Promise<Shape | null> {
  const features = await db.mapFeature.findMany({ where: { layer: 'county' }, select: { geometry: true }, take: 20 })
  const shape = features.flatMap(({ geometry }) =>
    isRecord(geometry) && typeof geometry.type === 'string' ? (shapeOf(geometry.type, geometry.coordinates) ?? []) : [],
  )
  return shape.length > 0 ? shape : null
}
