import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, writeFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Day } from '~/shared/day'
import { planeSystem } from '../../domain/coordinates/systems'
import { inSystem } from '../../domain/coordinates/in-system'
import { cutToBytes, fieldNames } from '../../domain/formats/field-text'
import { writePrj } from '../../domain/formats/prj'
import { boxOf, closedRings, type Box, type Position, type Shape } from '../../domain/geometry/shape'
import { fieldOf, PLOT_FILE_COLUMNS, type PlotColumn, type WholePlot } from '../../domain/export/whole-plot'
import { encoded, type FileEncoding } from './encodings'

/*
 * The format is that of the "ESRI Shapefile Technical Description" (1998) with a dBase III table. Libraries that write it
 * either destroy Chinese words or bring a whole program along.
 */

const POLYGON = 5
const NULL_SHAPE = 0
const HEADER_BYTES = 100
/** the mark of GBK in a database table; UTF-8 has none and is told by the .cpg */
const LDID: Record<FileEncoding, number> = { GBK: 0x4d, 'UTF-8': 0 }
const MOST_TEXT_BYTES = 254
const NUMBER_BYTES = 14
const NAME = 'plots'

export interface ShapefileForm {
  epsg: number
  encoding: FileEncoding
  day: Day
}

/**
 * Writes plots into a zipped Shapefile chunk by chunk; one without a drawing has a null shape.
 * @throws AppError invalid where the encoding lacks a character
 */
export async function writeShapefile(
  file: string,
  chunks: AsyncIterable<WholePlot[]>,
  form: ShapefileForm,
): Promise<void> {
  const folder = await mkdtemp(path.join(path.dirname(file), 'shapefile-'))
  const part = (extension: string) => path.join(folder, `${NAME}.${extension}`)
  const parts = new ShapefileParts(form)
  const handles: FileHandle[] = []
  try {
    const opened = async (extension: string) => {
      const handle = await open(part(extension), 'w')
      handles.push(handle)
      return handle
    }
    const [shp, shx, dbf] = [await opened('shp'), await opened('shx'), await opened('dbf')]
    await shp.writeFile(Buffer.alloc(HEADER_BYTES))
    await shx.writeFile(Buffer.alloc(HEADER_BYTES))
    await dbf.writeFile(parts.tableHead())
    for await (const plots of chunks) {
      const records = plots.map((plot) => parts.record(plot))
      await shp.writeFile(Buffer.concat(records.map(({ shape }) => shape)))
      await shx.writeFile(Buffer.concat(records.map(({ index }) => index)))
      await dbf.writeFile(Buffer.concat(records.map(({ row }) => row)))
    }
    await dbf.writeFile(Buffer.from([0x1a]))
    const { shpHead, shxHead, tableHead } = parts.heads()
    await shp.write(shpHead, 0, HEADER_BYTES, 0)
    await shx.write(shxHead, 0, HEADER_BYTES, 0)
    await dbf.write(tableHead, 0, tableHead.length, 0)
    await writeFile(part('prj'), writePrj(planeSystem(form.epsg)))
    await writeFile(part('cpg'), form.encoding)
    await Promise.all(handles.splice(0).map((handle) => handle.close()))
    const zip = new ZipFile()
    for (const extension of ['shp', 'shx', 'dbf', 'prj', 'cpg']) zip.addFile(part(extension), `${NAME}.${extension}`)
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(file))
  } finally {
    await Promise.all(handles.map((handle) => handle.close()))
    await rm(folder, { recursive: true, force: true })
  }
}

interface TableField {
  column: PlotColumn
  name: string
  bytes: number
}

/** The records of the three files, and what their headers must know once all are written. */
class ShapefileParts {
  private readonly fields: readonly TableField[]
  private count = 0
  /** of 16-bit words, as the format counts */
  private words = HEADER_BYTES / 2
  private box: Box | null = null

  constructor(private readonly form: ShapefileForm) {
    const encode = (text: string) => encoded(text, form.encoding)
    const names = fieldNames(PLOT_FILE_COLUMNS.map(fieldOf), encode)
    const bytesOfCharacter = form.encoding === 'GBK' ? 2 : 3
    this.fields = PLOT_FILE_COLUMNS.map((column, at) => ({
      column,
      name: names[at] ?? '',
      bytes:
        'characters' in column.holds
          ? Math.min(MOST_TEXT_BYTES, column.holds.characters * bytesOfCharacter)
          : NUMBER_BYTES,
    }))
  }

  record(plot: WholePlot): { shape: Buffer; index: Buffer; row: Buffer } {
    const content = plot.drawing ? polygonOf(inSystem(plot.drawing, this.form.epsg)) : nullShape()
    this.count++
    const head = Buffer.alloc(8)
    head.writeInt32BE(this.count, 0)
    head.writeInt32BE(content.bytes.length / 2, 4)
    const index = Buffer.alloc(8)
    index.writeInt32BE(this.words, 0)
    index.writeInt32BE(content.bytes.length / 2, 4)
    this.words += (head.length + content.bytes.length) / 2
    if (content.box) this.box = this.box ? around(this.box, content.box) : content.box
    return { shape: Buffer.concat([head, content.bytes]), index, row: this.row(plot) }
  }

  private row(plot: WholePlot): Buffer {
    const cells = this.fields.map(({ column, bytes }) => {
      const value = column.value(plot)
      const cell = Buffer.alloc(bytes, 0x20)
      if (typeof value === 'number')
        cell.write(value.toFixed('decimals' in column.holds ? column.holds.decimals : 0).padStart(bytes), 'latin1')
      if (typeof value === 'string') {
        const encode = (text: string) => encoded(text, this.form.encoding)
        cell.set(encode(cutToBytes(value, bytes, encode)))
      }
      return cell
    })
    return Buffer.concat([Buffer.from(' '), ...cells])
  }

  tableHead(): Buffer {
    const head = Buffer.alloc(32)
    head.writeUInt8(0x03, 0)
    const [year = 1900, month = 1, day = 1] = this.form.day.split('-').map(Number)
    head.set([year - 1900, month, day], 1)
    head.writeUInt32LE(this.count, 4)
    head.writeUInt16LE(32 + 32 * this.fields.length + 1, 8)
    head.writeUInt16LE(1 + this.fields.reduce((sum, { bytes }) => sum + bytes, 0), 10)
    head.writeUInt8(LDID[this.form.encoding], 29)
    const fields = this.fields.map(({ column, name, bytes }) => {
      const field = Buffer.alloc(32)
      field.set(encoded(name, this.form.encoding))
      field.write('characters' in column.holds ? 'C' : 'N', 11, 'latin1')
      field.writeUInt8(bytes, 16)
      field.writeUInt8('decimals' in column.holds ? column.holds.decimals : 0, 17)
      return field
    })
    return Buffer.concat([head, ...fields, Buffer.from([0x0d])])
  }

  heads(): { shpHead: Buffer; shxHead: Buffer; tableHead: Buffer } {
    return {
      shpHead: this.head(this.words),
      shxHead: this.head((HEADER_BYTES + 8 * this.count) / 2),
      tableHead: this.tableHead(),
    }
  }

  private head(words: number): Buffer {
    const head = Buffer.alloc(HEADER_BYTES)
    head.writeInt32BE(9994, 0)
    head.writeInt32BE(words, 24)
    head.writeInt32LE(1000, 28)
    head.writeInt32LE(POLYGON, 32)
    if (this.box) writeBox(head, 36, this.box)
    return head
  }
}

interface Content {
  bytes: Buffer
  box: Box | null
}

function nullShape(): Content {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(NULL_SHAPE, 0)
  return { bytes, box: null }
}

/** Outer rings run clockwise here, and holes the other way: the reverse of GeoJSON. */
function polygonOf(shape: Shape): Content {
  const rings: Position[][] = closedRings(shape).flatMap((polygon) => polygon.map((ring) => ring.toReversed()))
  const points = rings.reduce((sum, ring) => sum + ring.length, 0)
  const bytes = Buffer.alloc(44 + 4 * rings.length + 16 * points)
  const box = boxOf(shape)
  bytes.writeInt32LE(POLYGON, 0)
  writeBox(bytes, 4, box)
  bytes.writeInt32LE(rings.length, 36)
  bytes.writeInt32LE(points, 40)
  let first = 0
  let at = 44 + 4 * rings.length
  for (const [index, ring] of rings.entries()) {
    bytes.writeInt32LE(first, 44 + 4 * index)
    first += ring.length
    for (const [x, y] of ring) {
      bytes.writeDoubleLE(x, at)
      bytes.writeDoubleLE(y, at + 8)
      at += 16
    }
  }
  return { bytes, box }
}

function writeBox(into: Buffer, at: number, { minX, minY, maxX, maxY }: Box): void {
  for (const [index, value] of [minX, minY, maxX, maxY].entries()) into.writeDoubleLE(value, at + 8 * index)
}

const around = (one: Box, other: Box): Box => ({
  minX: Math.min(one.minX, other.minX),
  minY: Math.min(one.minY, other.minY),
  maxX: Math.max(one.maxX, other.maxX),
  maxY: Math.max(one.maxY, other.maxY),
})
