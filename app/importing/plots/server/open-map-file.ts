import { createWriteStream } from 'node:fs'
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readPrj } from '~/land/domain/coordinates/prj'
import { NOTHING_STATED, type StatedSystem } from '~/land/domain/formats/feature'
import { readGeoJson } from '~/land/domain/formats/geojson'
import { isReportText, readReportText } from '~/land/domain/formats/report-text'
import { dxfText, isDxf, readDxf } from '~/land/server/formats/dxf'
import { encodingOf, readShapefile, type ShapefileParts } from '~/land/server/formats/shapefile'
import { invalidField } from '~/shared/errors'
import { openArchive, type Archive } from '../../tables/formats/archive'
import { LIMITS, unreadable } from '../../tables/formats/limits'
import type { SourceFile, SourceSheet } from '../../tables/domain/source'
import type { OpenOptions } from '../../tables/server/kind'
import { openLedger } from '../../tables/formats/open'
import { withCornerPoints } from './corner-point-sheets'
import { from, sheetOf } from './map-sheet'

/** DXF and 报盘 are read as a whole; a larger map is handed over as a Shapefile, which is read plot by plot. */
const MAX_TEXT_BYTES = 24 * 1024 * 1024
/** So is GeoJSON: 50,000 plots as we export them are 29 MB and take 180 MiB for 2 s (measured). */
const MAX_GEOJSON_BYTES = 48 * 1024 * 1024

/**
 * Opens what land offices hand over: a zipped Shapefile, GeoJSON, DXF, 报盘 TXT, or a table, of corner points too. Each plot is a row of a table
 * whose columns are the file's fields, with its drawing in a last one.
 * @throws AppError (422, 413) that says what the file is and what to do
 */
export async function openMapFile(file: string, fileName: string, options: OpenOptions): Promise<SourceFile> {
  const head = await headOf(file)
  if (head.startsWith('PK')) {
    const archive = await openArchive(file)
    const shp = archive.names.filter((name) => name.toLowerCase().endsWith('.shp'))
    if (shp.length > 0) return openShapefiles(archive, shp, options)
    archive.close()
  }
  const extension = path.extname(fileName).toLowerCase()
  if (extension === '.shp' || extension === '.dbf')
    throw unreadable(
      'notSpreadsheet',
      '请把 .shp、.dbf、.shx、.prj（和 .cpg）打成一个 zip 压缩包再上传：缺一个就读不全。',
    )
  if (extension === '.dwg' || /^AC10\d\d/.test(head))
    throw unreadable('notSpreadsheet', '这是 DWG 图纸。请在 CAD 里“另存为 DXF”，或请测绘单位导出 Shapefile。')
  if (head.startsWith('AutoCAD Binary DXF'))
    throw unreadable('notSpreadsheet', '这是二进制 DXF。请在 CAD 里“另存为 DXF”（文本格式）后再上传。')
  if (extension === '.dxf' || isDxf(head)) {
    await assertWhole(file)
    const { system, features } = readDxf(dxfText(await readFile(file)))
    return mapFile([sheetOf(path.parse(fileName).name, system, () => from(features), options)])
  }
  if (/^\s*\{/.test(head)) {
    const { system, features } = readGeoJson(await wholeText(file, MAX_GEOJSON_BYTES))
    return mapFile([sheetOf(path.parse(fileName).name, system, () => from(features), options)])
  }
  if (extension === '.txt') {
    const text = await wholeText(file)
    if (isReportText(text)) {
      const { system, features } = readReportText(text)
      return mapFile([sheetOf(path.parse(fileName).name, system, () => from(features), options)])
    }
  }
  const table = await openLedger(file, fileName)
  try {
    return await withCornerPoints(table, options)
  } catch (error) {
    await table.close()
    throw error
  }
}

const HEAD_BYTES = 64

async function headOf(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size === 0) throw unreadable('empty', '文件是空的。')
  if (size > LIMITS.fileBytes) throw tooLarge(size, LIMITS.fileBytes)
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)

const tooLarge = (size: number, most: number) =>
  unreadable(
    'tooLarge',
    `文件有 ${megabytes(size)} MB，超过 ${megabytes(most)} MB 的上限。请按园区或乡镇分成几个文件，或改用 Shapefile 压缩包。`,
  )

const textOf = async (file: string, encoding: string) => new TextDecoder(encoding).decode(await readFile(file))

async function assertWhole(file: string, most = MAX_TEXT_BYTES): Promise<void> {
  const { size } = await stat(file)
  if (size > most) throw tooLarge(size, most)
}

/** The text of a whole file, in UTF-8 or else GB 18030. */
async function wholeText(file: string, most?: number): Promise<string> {
  await assertWhole(file, most)
  const bytes = await readFile(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function mapFile(sheets: SourceSheet[], close: () => Promise<void> = async () => {}): SourceFile {
  return { format: 'map', sheets, close }
}

/** Each layer of the archive as a sheet; its parts are unpacked for as long as the file is open. */
async function openShapefiles(archive: Archive, layers: readonly string[], options: OpenOptions): Promise<SourceFile> {
  const folder = await mkdtemp(path.join(tmpdir(), 'crm-shapefile-'))
  const close = async () => {
    archive.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const sheets: SourceSheet[] = []
    for (const [index, layer] of layers.entries()) {
      const base = layer.slice(0, -'.shp'.length)
      const part = async (extension: string) => {
        const name = `${base}${extension}`
        if (!archive.has(name)) return null
        const target = path.join(folder, `${index}${extension}`)
        await pipeline(await archive.open(name), createWriteStream(target))
        return target
      }
      const [shp, dbf, prj, cpg] = [await part('.shp'), await part('.dbf'), await part('.prj'), await part('.cpg')]
      if (!shp || !dbf)
        throw invalidField('file', `压缩包里的“${path.basename(layer)}”没有同名的 .dbf 属性表，请一起打包`)
      const parts: ShapefileParts = { shp, dbf, cpg: cpg && (await textOf(cpg, 'latin1')) }
      const encoding = await encodingOf(parts, options.encoding ?? null)
      const system = prj ? systemOf(await textOf(prj, 'utf-8')) : NOTHING_STATED
      sheets.push(sheetOf(path.basename(base), system, () => readShapefile(parts, encoding), options))
    }
    return mapFile(sheets, close)
  } catch (error) {
    await close()
    throw error
  }
}

function systemOf(prj: string): StatedSystem {
  const read = readPrj(prj)
  if (read.kind === 'plane') return { epsg: read.system.epsg, foreignDatum: null }
  if (read.kind === 'geographic') return { epsg: 4490, foreignDatum: null }
  return { epsg: null, foreignDatum: read.kind === 'foreign' ? read.datum : null }
}
