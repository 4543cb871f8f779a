/** The shifted longitudes and latitudes of maps: AMap and Tencent have GCJ-02, Baidu has BD-09. */
export const MAP_DATUMS = ['GCJ-02', 'BD-09'] as const

export type MapDatum = (typeof MAP_DATUMS)[number]

export const MAP_DATUM_NAMES: Record<MapDatum, string> = { 'GCJ-02': '高德、腾讯（GCJ-02）', 'BD-09': '百度（BD-09）' }
