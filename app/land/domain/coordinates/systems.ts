import proj4 from 'proj4'
import type { Position } from '../geometry/shape'
import type { PlaneSystem } from './planes'

// Pages that only name planes take them from there, without the library that projects.
export * from './planes'

export interface Projection {
  toPlane(lonLat: Position): Position
  toLonLat(position: Position): Position
}

const projections = new Map<number, Projection>()

/** From longitude and latitude to the plane and back; a round trip is exact to a millimetre within its zone. */
export function projectionOf({ epsg, centralMeridian, falseEasting }: PlaneSystem): Projection {
  const kept = projections.get(epsg)
  if (kept) return kept
  const converter = proj4(
    '+proj=longlat +ellps=GRS80 +no_defs',
    `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`,
  )
  const projection: Projection = {
    toPlane([lon, lat]) {
      const [x, y] = converter.forward([lon, lat])
      return [x, y]
    },
    toLonLat([x, y]) {
      const [lon, lat] = converter.inverse([x, y])
      return [lon, lat]
    },
  }
  projections.set(epsg, projection)
  return projection
}
