import DxfParser, { type IEntity, type IPoint } from 'dxf-parser'
import { invalidField } from '~/shared/errors'
import { arcPoints } from '../../domain/geometry/arc'
import { isInRing } from '../../domain/geometry/inside'
import { at, cleanRing, signedArea, type Polygon, type Position, type Ring } from '../../domain/geometry/shape'
import { NOTHING_STATED, type Feature, type FeatureFile } from '../../domain/formats/feature'

/** Is it a text DXF? Its first group is a section. */
export const isDxf = (head: string): boolean => /^\s*(?:999\s[^\n]*\n\s*)*0\s+SECTION\b/.test(head)

const CODE_PAGES: Readonly<Record<string, string>> = {
  ANSI_936: 'gb18030',
  GB2312: 'gb18030',
  ANSI_950: 'big5',
  ANSI_1252: 'windows-1252',
}
/** From AutoCAD 2007 on a DXF is UTF-8, whatever its code page says. */
const FIRST_UTF8 = 'AC1021'

/** The text of a DXF, by its version and its code page. */
export function dxfText(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 20_000))
  const version = /\$ACADVER\s+1\s+(AC\d{4})/.exec(head)?.[1] ?? ''
  const page = /\$DWGCODEPAGE\s+3\s+(\S+)/.exec(head)?.[1]?.toUpperCase() ?? ''
  const encoding = version >= FIRST_UTF8 ? 'utf-8' : (CODE_PAGES[page] ?? 'gb18030')
  return new TextDecoder(encoding).decode(bytes)
}

/**
 * The closed polylines of a DXF as plots. A plot's number is in the data of CASS (XDATA SOUTH), or the text within its ring; a
 * ring without a number inside another one is its hole.
 * @throws AppError invalid where it cannot be read, or nothing in it is closed
 */
export function readDxf(text: string): FeatureFile {
  const entities = parsed(text)
  const rings = entities.flatMap(ringOf).toSorted((one, other) => one.area - other.area)
  if (rings.length === 0)
    throw invalidField('file', 'DXF 里没有闭合的多段线：请在 CAD 里把地块界线闭合（PEDIT → 闭合）后另存为 DXF')
  const labels = entities.flatMap(labelOf)
  // A word belongs to the smallest ring about it.
  for (const label of labels) rings.find(({ ring }) => isInRing(label.at, ring))?.words.push(label.words)
  const holes = new Map<DrawnRing, Ring[]>()
  const outers = rings.filter((one, index) => {
    const around = numberOf(one)
      ? undefined
      : rings.slice(index + 1).find(({ ring }) => isInRing(at(one.ring, 0), ring))
    if (around) holes.set(around, [...(holes.get(around) ?? []), one.ring])
    return !around
  })
  return {
    system: NOTHING_STATED,
    features: outers.map((one, index): Feature => {
      const code = numberOf(one)
      const name = one.words.find((words) => words !== code && /\p{Script=Han}{2}/u.test(words)) ?? null
      const polygon: Polygon = [one.ring, ...(holes.get(one) ?? [])]
      return { number: index + 1, values: { 宗地号: code, 地块名称: name }, shape: [polygon], notes: [] }
    }),
  }
}

function parsed(text: string): IEntity[] {
  try {
    return new DxfParser().parseSync(text)?.entities ?? []
  } catch (cause) {
    throw Object.assign(invalidField('file', 'DXF 已损坏或不完整：请在 CAD 里重新“另存为 DXF”后再上传'), { cause })
  }
}

interface DrawnRing {
  ring: Ring
  /** m² */
  area: number
  /** of the data of CASS */
  code: string | null
  words: string[]
}

/** In the data of CASS the number of a plot follows the code of its boundary. */
const CASS_BOUNDARY = '300000'

function ringOf(entity: IEntity): DrawnRing[] {
  if (entity.type !== 'LWPOLYLINE' && entity.type !== 'POLYLINE') return []
  if (!('vertices' in entity) || !Array.isArray(entity.vertices)) return []
  const vertices = entity.vertices.filter(isVertex)
  const [first, last] = [vertices[0], vertices.at(-1)]
  const comesBack = first !== undefined && last !== undefined && first.x === last.x && first.y === last.y
  if (!(('shape' in entity && entity.shape === true) || comesBack)) return []
  const points = vertices.flatMap((vertex, index): Position[] => {
    const next = vertices[(index + 1) % vertices.length] ?? vertex
    return arcPoints([vertex.x, vertex.y], [next.x, next.y], vertex.bulge ?? 0)
  })
  const ring = cleanRing(points, 0)
  if (!ring) return []
  const strings = entity.extendedData?.customStrings ?? []
  const mark = strings.indexOf(CASS_BOUNDARY)
  const code = mark < 0 ? null : (strings[mark + 1]?.trim() ?? null)
  return [{ ring, area: Math.abs(signedArea(ring)), code: code === '' ? null : code, words: [] }]
}

const isVertex = (value: unknown): value is { x: number; y: number; bulge?: number } =>
  typeof value === 'object' && value !== null && 'x' in value && 'y' in value && Number.isFinite(value.x)

function labelOf(entity: IEntity): { at: Position; words: string }[] {
  if (!('text' in entity) || typeof entity.text !== 'string') return []
  const point = 'startPoint' in entity ? entity.startPoint : 'position' in entity ? entity.position : null
  if (!isPoint(point)) return []
  return [{ at: [point.x, point.y], words: plainText(entity.text) }]
}

const isPoint = (value: unknown): value is IPoint =>
  typeof value === 'object' && value !== null && 'x' in value && 'y' in value

/** A text without the marks of its fonts and lines: {\fSimSun;A-1}\P50亩. */
const plainText = (text: string): string =>
  text
    .replace(/\\U\+([0-9A-F]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\[A-Za-z][^;\\{}]*;|[{}]/g, '')
    .replace(/\\[Pp]|%%[a-z]/gi, ' ')
    .trim()

/** Letters and digits, at least one of these: GB00012, 341801-003. */
const LIKE_A_NUMBER = /^(?=.*\d)[\w()（）-]{2,40}$/

function numberOf({ code, words }: DrawnRing): string | null {
  return code ?? words.find((each) => LIKE_A_NUMBER.test(each)) ?? null
}
