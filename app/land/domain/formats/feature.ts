import type { Shape } from '../geometry/shape'

/** A plot as a file holds it: words by the file's own field names, and coordinates as they stand in it. */
export interface Feature {
  /** place in the file, from 1 */
  number: number
  values: Readonly<Record<string, string | number | null>>
  /** null: the file has no area for it */
  shape: Shape | null
  /** what was noticed while reading: heights left out, parts … */
  notes: readonly string[]
}

/** What a file says of its coordinates. */
export interface StatedSystem {
  /** EPSG code, where it is told */
  epsg: number | null
  /** the name of another datum, such as 西安80 */
  foreignDatum: string | null
}

export const NOTHING_STATED: StatedSystem = { epsg: null, foreignDatum: null }

export interface FeatureFile {
  system: StatedSystem
  features: readonly Feature[]
}
