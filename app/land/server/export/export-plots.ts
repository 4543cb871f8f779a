import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { businessDay } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import { inSystem } from '../../domain/coordinates/in-system'
import { GEOGRAPHIC_EPSG, planeAt, planeSystem } from '../../domain/coordinates/systems'
import { at } from '../../domain/geometry/shape'
import { suitsFormat, zonedPlane, type PlotFormat } from '../../domain/export/plot-files'
import { headOf, PLOT_FILE_COLUMNS, type WholePlot } from '../../domain/export/whole-plot'
import { plotIds, wholePlots, type PlotsAsked } from './every-plot'
import { fileEncoding } from '../formats/encodings'
import { writeGeoJson } from '../formats/write-geojson'
import { writeReportFile } from '../formats/write-report-text'
import { writeShapefile } from '../formats/write-shapefile'

const { sql } = Prisma

export interface PlotExport extends PlotsAsked {
  format: PlotFormat
  /** EPSG code of the coordinates; null: the plane that most of the plots were surveyed in */
  epsg?: number | null
  /** of words in a Shapefile or 报盘 text; null: GBK */
  encoding?: string | null
}

export interface ExportedPlots {
  plots: number
  /** that the file has no drawing for */
  withoutDrawing: number
  epsg: number
}

/**
 * Writes the live plots that a list asks for into a file, as far as the actor may see them. Drawings of one plane with the
 * file keep their coordinates as they were handed over.
 * @throws AppError forbidden; invalid for a system or an encoding that the format cannot have; tooLarge
 */
export async function exportPlots(
  context: RequestContext,
  { format, epsg: asked = null, encoding: askedEncoding = null, ...question }: PlotExport,
  file: string,
): Promise<ExportedPlots> {
  const encoding = fileEncoding(askedEncoding)
  assertSystem(format, asked)
  const ids = await plotIds(context, question)
  const epsg = format === 'geojson' ? LON_LAT : await systemOf(format, asked, ids)
  const day = businessDay(context.now)
  let drawn = 0
  const chunks = countDrawn(ids, (count) => (drawn += count))
  if (format === 'geojson') await writeGeoJson(file, chunks)
  if (format === 'shapefile') await writeShapefile(file, chunks, { epsg, encoding, day })
  if (format === 'txt') await writeReportFile(file, chunks, { epsg, encoding, day })
  if (format === 'xlsx') await writeWorkbook(file, ids, chunks, epsg)
  await transaction((tx) =>
    recordAudit(tx, context, {
      action: 'plot.export',
      subjectType: 'plot',
      after: { count: ids.length, format, epsg, ...question.filter },
    }),
  )
  return { plots: ids.length, withoutDrawing: ids.length - drawn, epsg }
}

const LON_LAT = 4490

function assertSystem(format: PlotFormat, epsg: number | null): void {
  if (epsg === null) return
  if (!planeSystem(epsg) && !GEOGRAPHIC_EPSG.includes(epsg))
    throw invalidField('crs', `EPSG:${epsg} 不是 2000 国家大地坐标系的代码（4490、4491–4554）`)
  if (suitsFormat(format, epsg)) return
  throw invalidField(
    'crs',
    format === 'geojson'
      ? 'GeoJSON 只有经纬度：要平面坐标请导出 Shapefile'
      : '这种格式只有平面坐标：请选 2000 坐标系的 3 度带或 6 度带',
  )
}

/** The plane asked for, else that of most of the plots, else the one about their middle. */
async function systemOf(format: PlotFormat, asked: number | null, ids: readonly string[]): Promise<number> {
  const epsg = asked ?? (await usualPlane(ids))
  const plane = planeSystem(epsg)
  return format === 'txt' && plane ? zonedPlane(plane).epsg : epsg
}

/** Of plots without any drawing. */
const MIDDLE_OF_CHINA = 117

async function usualPlane(ids: readonly string[]): Promise<number> {
  const systems = await database().$queryRaw<{ epsg: number; lon: number }[]>(sql`
    SELECT source_epsg AS epsg, avg((min_lon + max_lon) / 2)::float8 AS lon FROM plot
    WHERE id = ANY(${[...ids]}::uuid[]) AND source_epsg IS NOT NULL GROUP BY source_epsg ORDER BY count(*) DESC`)
  const plane = systems.find(({ epsg }) => planeSystem(epsg))
  return plane?.epsg ?? planeAt(systems[0]?.lon ?? MIDDLE_OF_CHINA).epsg
}

async function* countDrawn(ids: readonly string[], add: (drawn: number) => void): AsyncGenerator<WholePlot[]> {
  for await (const plots of wholePlots(ids)) {
    add(plots.filter(({ drawing }) => drawing).length)
    yield plots
  }
}

const POINTS_HEAD = ['宗地号', '圈号', '界址点号', 'X坐标（北）', 'Y坐标（东）', '坐标系']
/** A sheet holds 1,048,576 rows. */
const MOST_POINTS = 1_000_000

/** The plots on one sheet, their corner points on another. */
async function writeWorkbook(
  file: string,
  ids: readonly string[],
  chunks: AsyncIterable<WholePlot[]>,
  epsg: number,
): Promise<void> {
  await writeXlsx(
    file,
    { name: '地块', head: PLOT_FILE_COLUMNS.map(headOf), rows: plotRows(chunks) },
    { name: '界址点', head: POINTS_HEAD, rows: pointRows(ids, epsg) },
  )
}

async function* plotRows(chunks: AsyncIterable<WholePlot[]>): AsyncGenerator<Cell[]> {
  for await (const plots of chunks) for (const plot of plots) yield PLOT_FILE_COLUMNS.map(({ value }) => value(plot))
}

const toMillimetre = (metres: number) => Number(metres.toFixed(3))

async function* pointRows(ids: readonly string[], epsg: number): AsyncGenerator<Cell[]> {
  let points = 0
  for await (const plots of wholePlots(ids))
    for (const { code, drawing } of plots) {
      if (!drawing) continue
      let number = 0
      for (const [ring, positions] of inSystem(drawing, epsg).flat().entries()) {
        points += positions.length + 1
        if (points > MOST_POINTS)
          throw new AppError('tooLarge', {
            userMessage: '界址点超过 100 万个，一张 Excel 工作表放不下：请先按园区筛选，或导出 Shapefile',
          })
        for (const [x, y] of [...positions, at(positions, 0)])
          yield [code, ring + 1, `J${++number}`, toMillimetre(y), toMillimetre(x), `EPSG:${epsg}`]
      }
    }
}
