import { recognise, swapAxes } from '../coordinates/recognise'
import { planeSystem, projectionOf, type PlaneSystem } from '../coordinates/systems'
import type { Drawing } from '../draft'
import { roundPosition, type Position } from '../geometry/shape'

export type WrittenPoints = { rings: Position[][]; isDegrees: boolean } | { fault: string }

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/
const MOST_POINTS = 5000

/**
 * Points as people write them, one a line (or with ； between): the last two numbers of a line are its coordinates, a blank
 * line begins another ring. Degrees or metres and the order of the axes are read from the numbers; metres without a zone
 * are taken to be on the plane `epsg`. The result is in the coordinates of `epsg`, on a plane to a millimetre.
 */
export function readPoints(text: string, epsg: number): WrittenPoints {
  const written = ringsOf(text)
  return 'fault' in written ? written : inSystem(written.rings, epsg)
}

/** The plane that points themselves name by the number of its zone; null where they name none. */
export function statedPlane(text: string): number | null {
  const written = ringsOf(text)
  const found = 'fault' in written ? null : recognise([[written.rings]])
  return found?.kind === 'plane' ? found.system.epsg : null
}

function ringsOf(text: string): { rings: Position[][] } | { fault: string } {
  const rings: Position[][] = [[]]
  for (const [index, line] of text
    .trim()
    .split(/\r?\n|[;；]/)
    .entries()) {
    const words = line.split(/[\s,，、]+/).filter((word) => word !== '')
    if (words.length === 0) rings.push([])
    const [x, y] = words.slice(-2)
    if (words.length === 1 || (x && y && !(NUMBER.test(x) && NUMBER.test(y))))
      return { fault: `第 ${index + 1} 行“${line.trim().slice(0, 40)}”应为两个坐标，用逗号或空格隔开` }
    if (x && y) rings.at(-1)?.push([Number(x), Number(y)])
    if (index > MOST_POINTS) return { fault: `界址点超过 ${MOST_POINTS} 个，请用导入` }
  }
  const given = rings.filter((ring) => ring.length > 0)
  return given.length === 0 ? { fault: '请填写坐标' } : { rings: given }
}

const UNKNOWN = { fault: '坐标既不是经纬度，也不是 2000 坐标系的平面坐标，请核对' }

function inSystem(rings: readonly Position[][], epsg: number): WrittenPoints {
  const found = recognise([[rings]])
  if (found.kind === 'none') return UNKNOWN
  const own = planeSystem(epsg)
  if (found.kind === 'zoneUnknown' && !own) return { fault: '平面坐标没有带号，请在横坐标前加上带号，或改用经纬度' }
  const move = wayTo(own, found.kind === 'geographic' ? 'degrees' : found.kind === 'plane' ? found.system : null)
  const [straight = []] = found.swapped ? swapAxes([rings]) : [rings]
  return { rings: straight.map((ring) => ring.map(move)), isDegrees: found.kind === 'geographic' }
}

/** `written`: degrees, a plane, or null for `own` with the number of its zone left out. */
function wayTo(own: PlaneSystem | null, written: PlaneSystem | 'degrees' | null): (position: Position) => Position {
  if (written === null) return ([x, y]) => [x + (own ? own.falseEasting - HALF_MILLION : 0), y]
  const toOwn = (lonLat: Position) => (own ? roundPosition(projectionOf(own).toPlane(lonLat)) : lonLat)
  if (written === 'degrees') return toOwn
  if (written.epsg === own?.epsg) return (position) => position
  return (position) => toOwn(projectionOf(written).toLonLat(position))
}

const HALF_MILLION = 500_000

/** A drawing as `readPoints` reads it back: a point a line, metres with X (north) before Y (east), a blank line between rings. */
export function writePoints({ epsg, shape }: Drawing): string {
  const line = planeSystem(epsg) ? ([x, y]: Position) => `${y} ${x}` : ([lon, lat]: Position) => `${lon} ${lat}`
  return shape
    .flat()
    .map((ring) => ring.map(line).join('\n'))
    .join('\n\n')
}
