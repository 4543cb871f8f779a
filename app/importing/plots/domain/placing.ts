import type { MapDatum } from '~/land/domain/coordinates/map-datums'
import { withoutShift } from '~/land/domain/coordinates/without-shift'
import {
  GEOGRAPHIC_EPSG,
  PLANE_SYSTEMS,
  planeSystem,
  systemName,
  type PlaneSystem,
} from '~/land/domain/coordinates/planes'
import { recognise, swapAxes, type Recognised } from '~/land/domain/coordinates/recognise'
import type { StatedSystem } from '~/land/domain/formats/feature'
import type { Shape } from '~/land/domain/geometry/shape'

/** In which system the coordinates of a file are: told by the file, chosen, or recognised by the first plot. */
export interface Placing {
  /** EPSG code; null: it cannot be told, and `words` say what to do */
  epsg: number | null
  swapped: boolean
  /** the map whose shift is taken away */
  datum: MapDatum | null
  words: string
  /** the file does not say it so itself: it is told at the first plot */
  isRead: boolean
}

interface ChosenSystem {
  epsg?: number | null
  datum?: MapDatum | null
}

const LON_LAT = 4490

/** How the coordinates of a layer are taken, by its first plot. */
export function placingOf(
  first: Shape,
  stated: StatedSystem,
  { epsg: chosen = null, datum = null }: ChosenSystem,
): Placing {
  const seen = recognise([first])
  const swapped = 'swapped' in seen && seen.swapped
  const turned = swapped ? '，X、Y 已对调' : ''
  const unknown = (words: string): Placing => ({ epsg: null, swapped, datum: null, words, isRead: false })
  const known = (epsg: number, words: string, isRead: boolean): Placing => ({
    epsg,
    swapped,
    datum,
    words: words + turned,
    isRead: isRead || swapped,
  })
  if (datum !== null)
    return seen.kind === 'geographic'
      ? known(LON_LAT, `按${datum}经纬度换算，只作示意`, true)
      : unknown('高德、百度坐标应是经纬度，这里是平面坐标：请取消“地图坐标”，或重新导出')
  if (stated.foreignDatum !== null && chosen === null)
    return unknown(
      `坐标系是“${stated.foreignDatum}”，不是 2000 国家大地坐标系（西安 80、北京 54 与它相差约 100 米）：请自然资源部门转换为 2000 坐标系后再导入`,
    )
  if (seen.kind === 'none')
    return unknown('坐标不在中国范围内，也不是 2000 坐标系的平面坐标：请检查坐标系和 X、Y 的次序')
  if (seen.kind === 'geographic') {
    const wanted = chosen ?? stated.epsg ?? LON_LAT
    return planeSystem(wanted)
      ? known(LON_LAT, `坐标是经纬度，不按 EPSG:${wanted} 读取`, true)
      : known(wanted, '2000 坐标系经纬度', false)
  }
  return planar(chosen ?? stated.epsg)

  function planar(wanted: number | null): Placing {
    const asked = wanted === null ? null : planeSystem(wanted)
    const own = seen.kind === 'plane' ? seen.system : null
    if (asked && own && asked.centralMeridian !== own.centralMeridian)
      return unknown(
        `坐标带号是 ${own.zone}（中央经线 ${own.centralMeridian}°），与${chosen === null ? '文件所写' : '所选'}的${systemName(asked)}不符：请核对坐标系`,
      )
    const plane = asked ? withOrWithoutZone(asked, seen) : own
    if (plane) return known(plane.epsg, systemName(plane), asked !== plane)
    if (chosen !== null && GEOGRAPHIC_EPSG.includes(chosen))
      return unknown('坐标是平面坐标，不是经纬度：请选择中央经线')
    return unknown('坐标没有带号，文件里也没有坐标系（.prj）：请选择中央经线（命令行加 --crs EPSG:代码）再读取')
  }
}

/** The same plane as the eastings have it: with the number of the zone before them, or without. */
function withOrWithoutZone(asked: PlaneSystem, seen: Recognised): PlaneSystem {
  const hasZone = seen.kind === 'plane'
  if ((asked.zone !== null) === hasZone) return asked
  const isTwin = ({ zone, zoneWidth, centralMeridian }: PlaneSystem) =>
    (zone !== null) === hasZone && zoneWidth === asked.zoneWidth && centralMeridian === asked.centralMeridian
  return PLANE_SYSTEMS.find(isTwin) ?? asked
}

/** A shape as its placing takes it. */
export function placed(shape: Shape, { swapped, datum }: Placing): Shape {
  const turned = swapped ? swapAxes(shape) : shape
  return datum ? withoutShift(turned, datum) : turned
}
