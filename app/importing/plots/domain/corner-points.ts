import { shapeOfRings } from '~/land/domain/geometry/rings'
import type { Position, Shape } from '~/land/domain/geometry/shape'
import { NOTHING_STATED, type StatedSystem } from '~/land/domain/formats/feature'
import { invalidField } from '~/shared/errors'
import { halfWidth } from '~/shared/text'
import { headerWords } from '../../tables/domain/columns'
import type { SourceRow } from '../../tables/domain/source'
import { PLOT_COLUMNS } from './vocabulary'

/*
 * Tables of corner points (界址点成果表): a row a point, X north and Y east. The number of the plot stands in a column, in
 * the title of its table, or is the name of its sheet.
 */

/** A plot as its points tell it. */
export interface PointedPlot {
  /** of its first point */
  row: number
  /** what its first rows say besides, by the headers */
  values: Map<string, string>
  shape: Shape | null
}

export interface PointTable {
  plots: Map<string, PointedPlot>
  system: StatedSystem
}

type Role = 'code' | 'point' | 'ring' | 'north' | 'east' | 'system'

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['north', /^(?:x|x坐标|x纵坐标|纵坐标x?|北坐标x?|北|纬度|lat|latitude)(?:m|米|北)?$/],
  ['east', /^(?:y|y坐标|y横坐标|横坐标y?|东坐标y?|东|经度|lon|lng|longitude)(?:m|米|东)?$/],
  ['ring', /^(?:圈号|环号|地块圈号|界址线号)$/],
  ['point', /^(?:界址)?点(?:号|名|编号)?$|^序号$/],
  ['system', /^坐标系(?:统|代码)?$/],
]

const words = headerWords(PLOT_COLUMNS)

const bare = (text: string) =>
  halfWidth(text.slice(0, 40))
    .toLowerCase()
    .replace(/[\s()[\]_:：、，,.-]/g, '')

function roleOf(text: string): Role | null {
  const role = ROLES.find(([, pattern]) => pattern.test(bare(text)))?.[0]
  return role ?? (words.isListed(text) && words.match(text)?.column === 'code' ? 'code' : null)
}

interface PointHeader {
  roles: Map<Role, number>
  /** columns that say something of the plot */
  others: Map<number, string>
}

/** The columns of points that a row heads; null unless it has both coordinates. */
export function pointHeader({ cells }: SourceRow): PointHeader | null {
  const roles = new Map<Role, number>()
  const others = new Map<number, string>()
  for (const [column, { text }] of cells) {
    const role = roleOf(text)
    if (role && !roles.has(role)) roles.set(role, column)
    else if (!role && words.isListed(text)) others.set(column, text)
  }
  return roles.has('north') && roles.has('east') ? { roles, others } : null
}

const IN_TITLE = /(?:宗地|地块)(?:编)?(?:号|代码|编码)?\s*[:：]\s*([\w\-－()（）]{2,40})/

interface ReadPlot {
  row: number
  values: Map<string, string>
  rings: Position[][]
  /** the number of its latest ring */
  last: string
}

/** Takes the points of a sheet row by row. */
export class PointReader {
  private header: PointHeader | null = null
  private code: string
  private readonly found = new Map<string, ReadPlot>()
  private system = NOTHING_STATED

  constructor(private readonly sheet: string) {
    // A sheet a plot is called as its plot; 工作表1 is nobody's number.
    this.code = /\d/.test(sheet) && !/^(?:sheet|工作表|界址点\D*)\s*\d*$/i.test(sheet) ? sheet : ''
  }

  /** @throws AppError invalid (422) for a row that has one coordinate and no other */
  take(row: SourceRow): void {
    const header = pointHeader(row)
    if (header) {
      this.header = header
      return
    }
    const title = [...row.cells.values()].map(({ text }) => IN_TITLE.exec(text)?.[1]).find(Boolean)
    if (title) this.code = title.trim()
    if (!this.header) return
    const text = (role: Role) => row.cells.get(this.header?.roles.get(role) ?? -1)?.text.trim() ?? ''
    const [north, east] = [numberOf(text('north')), numberOf(text('east'))]
    if (north === null && east === null) return
    if (north === null || east === null)
      throw invalidField(
        'file',
        `工作表“${this.sheet}”第 ${row.number} 行的坐标不全：X“${text('north').slice(0, 20)}”，Y“${text('east').slice(0, 20)}”，请补上`,
      )
    // A plot's number stands at its first point, merged over the others or left out there.
    this.code = text('code') || this.code
    const epsg = /EPSG:(\d{4,6})/i.exec(text('system'))?.[1]
    if (epsg) this.system = { epsg: Number(epsg), foreignDatum: null }
    this.add(row, [east, north], text('ring'))
  }

  private add(row: SourceRow, position: Position, ring: string): void {
    const plot: ReadPlot = this.found.get(this.code) ?? { row: row.number, values: new Map(), rings: [], last: '' }
    this.found.set(this.code, plot)
    for (const [column, head] of this.header?.others ?? []) {
      const said = row.cells.get(column)?.text.trim()
      if (said && !plot.values.has(head)) plot.values.set(head, said)
    }
    const current = plot.rings.at(-1)
    // Where no column counts the rings, one ends where it comes back to its first point.
    if (!current || ring !== plot.last || isClosed(current)) plot.rings.push([position])
    else current.push(position)
    plot.last = ring
  }

  done(): PointTable {
    const plots = [...this.found].map(([code, { row, values, rings }]): [string, PointedPlot] => [
      code,
      { row, values, shape: shapeOfRings(rings) },
    ])
    return { plots: new Map(plots), system: this.system }
  }
}

function isClosed(ring: readonly Position[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)]
  return ring.length > 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1]
}

function numberOf(text: string): number | null {
  const plain = text.replace(/[,，\s]/g, '')
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null
}
