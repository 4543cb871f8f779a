import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { isInChina } from '~/land/domain/coordinates/recognise'
import { inSystem } from '~/land/domain/coordinates/in-system'
import { firstCrossing } from '~/land/domain/geometry/crossings'
import { boxOf, countPositions, openRings, type Shape } from '~/land/domain/geometry/shape'
import { setCounty } from '~/land/server/map/set-county'
import { AppError, invalidField } from '~/shared/errors'
import { isAttached } from '../domain/cells'
import type { OpenOptions } from '../../tables/server/kind'
import { openMapFile } from './open-map-file'

/** The map sends the boundary whole: a finer one is thinned out by whoever drew it. */
const MOST_VERTICES = 50_000
const LON_LAT = 4490

interface CountyFile {
  /** where it lies now */
  path: string
  name: string
  options?: OpenOptions
}

/**
 * Sets the boundary of the county from a map file, read as plots are: GeoJSON or a zipped Shapefile, in the coordinates
 * that it states or that are chosen. All its areas together are the county.
 * @throws AppError invalid (422) that says what to do, forbidden
 */
export async function loadCounty(context: RequestContext, { path, name, options = {} }: CountyFile) {
  assertCan(context.actor, 'county.manage')
  const shape = await shapeOfFile(path, name, options)
  if (shape.length === 0) throw invalidField('file', '文件里没有面：县界应是面图层，不是点或线')
  if (countPositions(shape) > MOST_VERTICES)
    throw invalidField('file', `县界有 ${countPositions(shape)} 个点，超过 ${MOST_VERTICES} 个：请先抽稀再上传`)
  if (!isInChina(boxOf(shape))) throw invalidField('file', '坐标不在中国范围内：请检查坐标系')
  if (firstCrossing(shape)) throw invalidField('file', '县界自相交：请检查图形后再上传')
  return setCounty(context, { name: name.slice(0, 200), shape })
}

/** Its areas in longitude and latitude. */
async function shapeOfFile(path: string, name: string, options: OpenOptions): Promise<Shape> {
  const source = await openMapFile(path, name, options)
  try {
    const shape: Shape[number][] = []
    if (source.format !== 'map') throw notAMap()
    for (const sheet of source.sheets)
      for await (const { cells } of sheet.rows())
        for (const { attached } of cells.values()) {
          if (!isAttached(attached)) continue
          const { epsg, words, rings } = attached
          if (epsg === null) throw invalidField('crs', words)
          shape.push(...inSystem({ epsg, shape: openRings(rings) }, LON_LAT))
        }
    return shape
  } finally {
    await source.close()
  }
}

const notAMap = () =>
  new AppError('invalid', { userMessage: '请上传 GeoJSON（FeatureCollection），或 Shapefile 的 zip 压缩包' })
