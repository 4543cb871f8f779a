import { createReadStream } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { open } from 'shapefile'
import { AppError, invalidField } from '~/shared/errors'
import { shapeOf } from '../../domain/formats/geojson'
import type { Feature } from '../../domain/formats/feature'

/** Encodings by what a .cpg says; others are asked of the decoder as they stand. */
const CODE_PAGES: Readonly<Record<string, string>> = { '936': 'gbk', cp936: 'gbk', ansi936: 'gbk', '65001': 'utf-8' }

/** LDID 87 only says "as the machine is set". */
const BY_LDID: Readonly<Record<number, string>> = { 0x4d: 'gbk', 0x7a: 'gbk', 0x4f: 'big5', 0x78: 'big5' }

export interface ShapefileParts {
  /** paths of the parts, unpacked */
  shp: string
  dbf: string
  /** the text of the .cpg, if there is one */
  cpg: string | null
}

/** Of the table that much is looked at to tell its encoding. */
const SAMPLE = 256 * 1024

/**
 * The encoding of the table: chosen → .cpg → the file's own mark → what its bytes can be.
 * @throws AppError invalid for a name that is none
 */
export async function encodingOf({ dbf, cpg }: ShapefileParts, chosen: string | null): Promise<string> {
  const said = chosen ?? (cpg?.trim() || null)
  if (said !== null) {
    const name = said.toLowerCase().replace(/[\s_-]/g, '')
    const encoding = CODE_PAGES[name] ?? said.trim()
    if (isKnown(encoding)) return encoding
    if (chosen !== null) throw invalidField('encoding', `不认识编码“${chosen}”，可选 GBK 或 UTF-8`)
  }
  const head = await headOf(dbf)
  const marked = BY_LDID[head[29] ?? 0]
  if (marked) return marked
  return isUtf8(head.subarray(head.readUInt16LE(8))) ? 'utf-8' : 'gb18030'
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== ''
  } catch {
    return false
  }
}

/** A character may be cut off at the end of the sample, which is no fault. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await openFile(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0)
    if (bytesRead < 33) throw invalidField('file', '属性表（.dbf）是空的或已损坏，请重新导出')
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Which records were deleted: the table keeps them, marked by an asterisk, until it is packed. */
async function deletedRecords(path: string): Promise<ReadonlySet<number>> {
  const deleted = new Set<number>()
  let [position, header, record] = [0, 0, 0]
  const chunks: AsyncIterable<Buffer> = createReadStream(path)
  for await (const chunk of chunks) {
    if (position === 0) [header, record] = [chunk.readUInt16LE(8), chunk.readUInt16LE(10)]
    if (record === 0) return deleted
    let index = Math.max(0, Math.ceil((position - header) / record))
    for (; header + index * record < position + chunk.length; index++)
      if (chunk[header + index * record - position] === 0x2a) deleted.add(index)
    position += chunk.length
  }
  return deleted
}

/** The plots of a Shapefile one by one, coordinates as they stand in it; heights are left out. */
export async function* readShapefile(parts: ShapefileParts, encoding: string): AsyncGenerator<Feature> {
  const deleted = await deletedRecords(parts.dbf)
  const source = await open(parts.shp, parts.dbf, { encoding }).catch(damaged)
  let number = 0
  for (;;) {
    const { done, value } = await source.read().catch(damaged)
    if (done) return
    number++
    if (deleted.has(number - 1)) continue
    const { geometry, properties } = value
    const shape = geometry && 'coordinates' in geometry ? shapeOf(geometry.type, geometry.coordinates) : null
    yield { number, values: plain(properties ?? {}), shape, notes: [] }
  }
}

function damaged(cause: unknown): never {
  throw new AppError('invalid', { userMessage: 'Shapefile 已损坏或不完整，请重新导出并打包后再上传', cause })
}

const plain = (properties: Record<string, unknown>): Feature['values'] =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      typeof value === 'number' || typeof value === 'string' ? value : null,
    ]),
  )
