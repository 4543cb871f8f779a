import { invalidField } from '~/shared/errors'
import { PLANE_SYSTEMS, planeSystem } from '../coordinates/systems'
import {
  areaOf,
  at,
  cleanRing,
  signedArea,
  type Polygon,
  type Position,
  type Ring,
  type Shape,
} from '../geometry/shape'
import type { Feature, FeatureFile, StatedSystem } from './feature'

/*
 * 报盘 TXT, the text in which land bureaus hand over plots: [属性描述] says the coordinates, [地块坐标] has a line a
 * plot that ends in @, then its points: name, ring, X (north), Y (east).
 */

const PLOT_FIELDS = [
  '界址点数',
  '地块面积',
  '地块编号',
  '地块名称',
  '图形属性',
  '图幅号',
  '地块用途',
  '地类编码',
] as const

/** Is it such a text? Its two headings tell. */
export const isReportText = (text: string): boolean =>
  /^\s*\[属性描述\]/m.test(text.slice(0, 2000)) || text.includes('[地块坐标]')

/**
 * Reads a 报盘 text.
 * @throws AppError invalid, with the number of the line that cannot be read
 */
export function readReportText(text: string): FeatureFile {
  const stated = new Map<string, string>()
  const features: Feature[] = []
  let section = ''
  let plot: PlotLines | null = null
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim()
    if (line === '') continue
    const heading = /^\[([^\]]{1,20})\]$/.exec(line)?.[1]
    if (heading) section = heading
    else if (section !== '地块坐标') {
      const equals = line.indexOf('=')
      if (equals > 0) stated.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim())
    } else if (line.endsWith('@')) {
      if (plot) features.push(featureOf(plot, features.length + 1))
      plot = { fields: line.slice(0, -1).split(/[,，]/), rings: new Map() }
    } else if (plot) addPoint(plot, line, index + 1)
    else throw invalidField('file', `第 ${index + 1} 行：坐标之前没有地块行（以 @ 结尾）`)
  }
  if (plot) features.push(featureOf(plot, features.length + 1))
  if (features.length === 0) throw invalidField('file', '文件里没有地块：[地块坐标] 之后应有以 @ 结尾的地块行')
  return { system: systemOf(stated), features }
}

interface PlotLines {
  fields: readonly string[]
  rings: Map<string, Position[]>
}

function addPoint({ rings }: PlotLines, line: string, number: number): void {
  const [, ring = '', north = '', east = ''] = line.split(/[,，]/).map((part) => part.trim())
  const position: Position = [Number(east), Number(north)]
  if (east === '' || north === '' || position.some((value) => !Number.isFinite(value)))
    throw invalidField('file', `第 ${number} 行不是界址点：应为“点号,圈号,X,Y”，读到“${line.slice(0, 40)}”`)
  const points = rings.get(ring) ?? []
  points.push(position)
  rings.set(ring, points)
}

function featureOf({ fields, rings }: PlotLines, number: number): Feature {
  const values = Object.fromEntries(PLOT_FIELDS.map((name, index) => [name, fields[index]?.trim() || null]))
  const hectares = Number(values['地块面积'])
  return {
    number,
    values: { ...values, '地块面积（公顷）': Number.isFinite(hectares) && hectares > 0 ? hectares : null },
    shape: shapeOf([...rings.values()]),
    notes: [],
  }
}

/** Rings are numbered, not said to be holes: one that lies inside another is its hole. */
function shapeOf(found: readonly Ring[]): Shape | null {
  const rings = found.map((ring) => cleanRing(ring, 0)).filter((ring) => ring !== null)
  if (rings.length === 0) return null
  const bySize = rings.toSorted((one, other) => Math.abs(signedArea(other)) - Math.abs(signedArea(one)))
  const polygons: { outer: Ring; holes: Ring[] }[] = []
  for (const ring of bySize) {
    const around = polygons.find(({ outer }) => isInside(at(ring, 0), outer))
    if (around) around.holes.push(ring)
    else polygons.push({ outer: ring, holes: [] })
  }
  return polygons.map(({ outer, holes }): Polygon => [outer, ...holes])
}

function isInside([x, y]: Position, ring: Ring): boolean {
  let inside = false
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = at(ring, i)
    const [bx, by] = at(ring, i + 1)
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

const CGCS2000 = /2000/

function systemOf(stated: ReadonlyMap<string, string>): StatedSystem {
  const name = stated.get('坐标系') ?? ''
  if (name !== '' && !CGCS2000.test(name)) return { epsg: null, foreignDatum: name }
  const width = Number(stated.get('几度分带'))
  const zone = Number(stated.get('带号'))
  const system = PLANE_SYSTEMS.find((it) => it.zone === zone && it.zoneWidth === width)
  return { epsg: system?.epsg ?? null, foreignDatum: null }
}

export interface ReportPlot {
  code: string
  name: string | null
  use: string | null
  shape: Shape
}

/** Writes plots as 报盘 text, coordinates in the plane `epsg` that they are in, to a millimetre. */
export function writeReportText(plots: readonly ReportPlot[], epsg: number, day: string): string {
  const system = planeSystem(epsg)
  if (!system) throw new Error(`no plane ${epsg}`)
  const head = [
    '[属性描述]',
    '格式版本号=1.01版本',
    '数据产生单位=',
    `数据产生日期=${day}`,
    '坐标系=2000国家大地坐标系',
    `几度分带=${system.zoneWidth}`,
    '投影类型=高斯克吕格',
    '计量单位=米',
    `带号=${system.zone ?? system.centralMeridian / system.zoneWidth}`,
    '精度=0.001',
    '转换参数=,,,,,,',
    '[地块坐标]',
  ]
  return [...head, ...plots.flatMap(plotLines), ''].join('\r\n')
}

function plotLines({ code, name, use, shape }: ReportPlot): string[] {
  const rings = shape.flat()
  const points = rings.reduce((sum, ring) => sum + ring.length + 1, 0)
  const hectares = (areaOf(shape) / 10_000).toFixed(6)
  const clean = (words: string | null) => (words ?? '').replace(/[,，@\r\n]/g, ' ')
  let number = 0
  return [
    `${points},${hectares},${clean(code)},${clean(name)},面,,${clean(use)},,@`,
    ...rings.flatMap((ring, index) =>
      [...ring, at(ring, 0)].map(([x, y]) => `J${++number},${index + 1},${y.toFixed(3)},${x.toFixed(3)}`),
    ),
  ]
}
