import { invalidField } from '~/shared/errors'
import { PLANE_SYSTEMS, planeSystem } from '../coordinates/planes'
import { areaOf, at, type Position, type Shape } from '../geometry/shape'
import { shapeOfRings } from '../geometry/rings'
import type { Feature, FeatureFile, StatedSystem } from './feature'

/*
 * 报盘 TXT, the text in which land bureaus hand over plots: [属性描述] says the coordinates, [地块坐标] has a line a
 * plot that ends in @, then its points: name, ring, X (north), Y (east).
 */

const AREA_FIELD = '地块面积（公顷）'

const PLOT_FIELDS = [
  '界址点数',
  AREA_FIELD,
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
  const hectares = Number(values[AREA_FIELD])
  return {
    number,
    values: { ...values, [AREA_FIELD]: Number.isFinite(hectares) && hectares > 0 ? hectares : null },
    shape: shapeOfRings([...rings.values()]),
    notes: [],
  }
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
  useCode: string | null
  /** 亩 in force; left out: as the drawing measures */
  areaMu?: number
  shape: Shape
}

/**
 * The lines before the plots, for coordinates in the plane `epsg`. Eastings carry the number of their zone, as land bureaus
 * write them: the plane must be one of a zone.
 */
export function reportHead(epsg: number, day: string): string {
  const system = planeSystem(epsg)
  if (system?.zone == null) throw new Error(`no plane with a zone: ${epsg}`)
  return lines([
    '[属性描述]',
    '格式版本号=1.01版本',
    '数据产生单位=',
    `数据产生日期=${day}`,
    '坐标系=2000国家大地坐标系',
    `几度分带=${system.zoneWidth}`,
    '投影类型=高斯克吕格',
    '计量单位=米',
    `带号=${system.zone}`,
    '精度=0.001',
    '转换参数=,,,,,,',
    '[地块坐标]',
  ])
}

/** A plot's own line and those of its points, to a millimetre: X north, Y east. */
export function reportPlot({ code, name, use, useCode, areaMu, shape }: ReportPlot): string {
  const rings = shape.flat()
  const points = rings.reduce((sum, ring) => sum + ring.length + 1, 0)
  const hectares = (areaMu === undefined ? areaOf(shape) / M2_PER_HECTARE : areaMu / MU_PER_HECTARE).toFixed(6)
  const clean = (words: string | null) => (words ?? '').replace(/[,，@\r\n]/g, ' ')
  let number = 0
  return lines([
    `${points},${hectares},${clean(code)},${clean(name)},面,,${clean(use)},${clean(useCode)},@`,
    ...rings.flatMap((ring, index) =>
      [...ring, at(ring, 0)].map(([x, y]) => `J${++number},${index + 1},${y.toFixed(3)},${x.toFixed(3)}`),
    ),
  ])
}

const M2_PER_HECTARE = 10_000
const MU_PER_HECTARE = 15

const lines = (each: readonly string[]) => each.map((line) => `${line}\r\n`).join('')
