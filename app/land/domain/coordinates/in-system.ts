import type { Drawing } from '../draft'
import { mapPositions, roundPosition, type Position, type Shape } from '../geometry/shape'
import { planeSystem, projectionOf } from './systems'

/** Nine digits are a tenth of a millimetre on the ground. */
const roundDegrees = ([lon, lat]: Position): Position => [Math.round(lon * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9]

/**
 * A drawing in the coordinates of another system: metres to a millimetre, degrees to nine digits; in its own system as it
 * was handed over.
 */
export function inSystem({ epsg, shape }: Drawing, wanted: number): Shape {
  const own = planeSystem(epsg)
  const plane = planeSystem(wanted)
  if (epsg === wanted || (!own && !plane)) return shape
  if (own && plane && own.centralMeridian === plane.centralMeridian) {
    const shift = plane.falseEasting - own.falseEasting
    return mapPositions(shape, ([x, y]) => [roundPosition([x + shift, y])[0], y])
  }
  const lonLat = own ? mapPositions(shape, projectionOf(own).toLonLat) : shape
  if (!plane) return mapPositions(lonLat, roundDegrees)
  const { toPlane } = projectionOf(plane)
  return mapPositions(lonLat, (position) => roundPosition(toPlane(position)))
}
