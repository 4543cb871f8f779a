import gcoord from 'gcoord'
import { mapPositions, type Position, type Shape } from '../geometry/shape'

/** The shifted longitudes and latitudes of maps: AMap and Tencent have GCJ-02, Baidu has BD-09. */
export const MAP_DATUMS = ['GCJ-02', 'BD-09'] as const

export type MapDatum = (typeof MAP_DATUMS)[number]

export const MAP_DATUM_NAMES: Record<MapDatum, string> = { 'GCJ-02': '高德、腾讯（GCJ-02）', 'BD-09': '百度（BD-09）' }

const SYSTEMS = { 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const

/** Longitude and latitude as they are without the shift. The way back is off by up to 0.22 m: it measures nothing. */
export const withoutShift = (shape: Shape, datum: MapDatum): Shape =>
  mapPositions(shape, ([lon, lat]): Position => {
    const [x, y] = gcoord.transform([lon, lat], SYSTEMS[datum], gcoord.WGS84)
    return [Math.round(x * 1e9) / 1e9, Math.round(y * 1e9) / 1e9]
  })
