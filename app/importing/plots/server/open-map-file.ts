import { createWriteStream } from 'node:fs'
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readPrj } from '~/land/domain/coordinates/prj'
import { recognise, swapAxes } from '~/land/domain/coordinates/recognise'
import { GEOGRAPHIC_EPSG, planeSystem, systemName } from '~/land/domain/coordinates/systems'
import { NOTHING_STATED, type Feature, type StatedSystem } from '~/land/domain/formats/feature'
import { readGeoJson } from '~/land/domain/formats/geojson'
import { isReportText, readReportText } from '~/land/domain/formats/report-text'
import { closedRings, countPositions, type Shape } from '~/land/domain/geometry/shape'
import { encodingOf, readShapefile, type ShapefileParts } from '~/land/server/formats/shapefile'
import { invalidField } from '~/shared/errors'
import { openArchive, type Archive } from '../../tables/formats/archive'
import { LIMITS, unreadable } from '../../tables/formats/limits'
import type { SourceCell, SourceFile, SourceRow, SourceSheet } from '../../tables/domain/source'
import type { OpenOptions } from '../../tables/server/kind'
import { openLedger } from '../../tables/formats/open'
import { DRAWING_HEAD } from '../domain/vocabulary'

/** GeoJSON and 报盘 are read as a whole; a larger map is handed over as a Shapefile, which is read plot by plot. */
const MAX_TEXT_BYTES = 24 * 1024 * 1024

/**
 * Opens what land offices hand over: a zipped Shapefile, GeoJSON, 报盘 TXT, or a table. Each plot is a row of a table
 * whose columns are the file's fields, with its drawing in a last one.
 * @throws AppError (422, 413) that says what the file is and what to do
 */
export async function openMapFile(file: string, fileName: string, options: OpenOptions): Promise<SourceFile> {
  assertPlane(options.epsg ?? null)
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
  if (extension === '.dwg')
    throw unreadable('notSpreadsheet', '这是 DWG 图纸。请在 CAD 里“另存为 DXF”，或请测绘单位导出 Shapefile。')
  if (/^\s*\{/.test(head)) {
    const { system, features } = readGeoJson(await wholeText(file))
    return mapFile([sheetOf(path.parse(fileName).name, system, () => from(features), options)])
  }
  if (extension === '.txt') {
    const text = await wholeText(file)
    if (isReportText(text)) {
      const { system, features } = readReportText(text)
      return mapFile([sheetOf(path.parse(fileName).name, system, () => from(features), options)])
    }
  }
  return openLedger(file, fileName)
}

function assertPlane(epsg: number | null): void {
  if (epsg === null || planeSystem(epsg) || GEOGRAPHIC_EPSG.includes(epsg)) return
  throw invalidField(
    'crs',
    `EPSG:${epsg} 不是 2000 国家大地坐标系的代码（4490、4491–4554）：其他坐标系请先由自然资源部门转换`,
  )
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

/** The text of a whole file, in UTF-8 or else GB 18030. */
async function wholeText(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > MAX_TEXT_BYTES) throw tooLarge(size, MAX_TEXT_BYTES)
  const bytes = await readFile(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

async function* from(features: readonly Feature[]): AsyncGenerator<Feature> {
  yield* features
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

/** Read twice: to see what the table is, and to take its rows. */
type Features = () => AsyncGenerator<Feature>

/** Features as rows: the first is the header, made of the fields of the first feature. */
function sheetOf(name: string, stated: StatedSystem, features: Features, options: OpenOptions): SourceSheet {
  return {
    name,
    hidden: false,
    merges: [],
    async *rows(): AsyncGenerator<SourceRow, void, void> {
      let fields: string[] | null = null
      let placed: Placing | null = null
      for await (const feature of features()) {
        if (!fields) {
          fields = Object.keys(feature.values)
          yield headerOf(fields)
        }
        if (feature.shape) placed ??= placingOf(feature.shape, stated, options)
        yield rowOf(feature, fields, placed)
      }
    },
  }
}

const headerOf = (fields: readonly string[]): SourceRow => ({
  number: 1,
  cells: new Map([...fields, DRAWING_HEAD].map((text, column): [number, SourceCell] => [column, { text }])),
})

/** In which system the coordinates of a file are, told by the file, chosen, or recognised by the first plot. */
interface Placing {
  epsg: number | null
  swapped: boolean
  words: string
}

function placingOf(first: Shape, stated: StatedSystem, { epsg: chosen = null }: OpenOptions): Placing {
  const seen = recognise([first])
  const swapped = 'swapped' in seen && seen.swapped
  const turned = swapped ? '，X、Y 已对调' : ''
  if (stated.foreignDatum !== null && chosen === null)
    return {
      epsg: null,
      swapped,
      words: `坐标系是“${stated.foreignDatum}”，与 2000 坐标系相差约 100 米：请自然资源部门转换为 2000 坐标系后再导入`,
    }
  if (seen.kind === 'none')
    return {
      epsg: null,
      swapped,
      words: '坐标不在中国范围内，也不是 2000 坐标系的平面坐标：请检查坐标系和 X、Y 的次序',
    }
  const wanted = chosen ?? stated.epsg
  if (wanted !== null && planeSystem(wanted) && seen.kind === 'geographic')
    return { epsg: 4490, swapped, words: `坐标是经纬度，不按 EPSG:${wanted} 读取${turned}` }
  const epsg = wanted ?? (seen.kind === 'plane' ? seen.system.epsg : seen.kind === 'geographic' ? 4490 : null)
  if (epsg === null)
    return {
      epsg,
      swapped,
      words: '坐标没有带号，文件里也没有坐标系（.prj）：请选择中央经线（命令行加 --crs EPSG:代码）再读取',
    }
  const plane = planeSystem(epsg)
  return { epsg, swapped, words: `${plane ? systemName(plane) : '2000 坐标系经纬度'}${turned}` }
}

function rowOf({ number, values, shape }: Feature, fields: readonly string[], placing: Placing | null): SourceRow {
  const cells = new Map<number, SourceCell>()
  for (const [column, field] of fields.entries()) {
    const value = values[field]
    if (value === null || value === undefined || value === '') continue
    cells.set(column, typeof value === 'number' ? { text: numberText(value), number: value } : { text: value })
  }
  if (shape && placing) {
    const turned = placing.swapped ? swapAxes(shape) : shape
    const attached = { epsg: placing.epsg, rings: closedRings(turned), words: placing.words }
    cells.set(fields.length, { text: `${countPositions(shape)} 个界址点`, attached })
  }
  return { number: number + 1, cells }
}

/** A number of a database table carries its float: 43.009999999999998 is 43.01. */
const numberText = (value: number): string => String(Number(value.toPrecision(12)))
