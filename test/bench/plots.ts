import { writeShapefile } from '~/land/server/formats/write-shapefile'
import type { Position } from '~/land/domain/geometry/shape'
import type { WholePlot } from '~/land/domain/export/whole-plot'
import { businessDay } from '~/shared/day'

/** Metres along the side of a made plot. */
const SIDE = 60
const EPSG = 4549
const AT_ONCE = 500

/** Writes so many adjoining plots into a zipped Shapefile: each shares its boundary with eight others, rounded to a millimetre. */
export async function writePlots(file: string, plots: number, mark: string): Promise<void> {
  const across = Math.ceil(Math.sqrt(plots))
  await writeShapefile(file, madePlots(plots, across, mark), {
    epsg: EPSG,
    encoding: 'GBK',
    day: businessDay(new Date()),
  })
}

async function* madePlots(plots: number, across: number, mark: string): AsyncGenerator<WholePlot[]> {
  for (let from = 0; from < plots; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, plots - from) }, (_, at) => from + at)
    yield numbers.map((number) => madePlot(number, across, mark))
  }
}

function madePlot(number: number, across: number, mark: string): WholePlot {
  const [column, row] = [number % across, Math.floor(number / across)]
  return {
    code: `${mark}-${number}`,
    name: `地块${number}`,
    park: null,
    landUseCode: '100102',
    status: 'approvedNotAcquired',
    areaMu: Math.round(SIDE * SIDE * 1.04 * 0.15) / 100,
    areaKind: 'table',
    quotaSource: 'new',
    minFar: 1,
    minDensity: 40,
    maxGreen: 15,
    startPriceWan: null,
    drawing: { epsg: EPSG, shape: [[ring(column, row)]] },
  }
}

/** The grid is turned, so that no boundary runs along an axis. */
function ring(column: number, row: number): Position[] {
  const corners = [
    [column, row],
    [column + 0.5, row],
    [column + 1, row],
    [column + 1, row + 1],
    [column, row + 1],
  ]
  return corners.map(([x = 0, y = 0]): Position => {
    const [east, north] = [SIDE * (x - 0.2 * y), SIDE * (y + 0.2 * x)]
    return [Math.round((400_000 + east) * 1000) / 1000, Math.round((3_300_000 + north) * 1000) / 1000]
  })
}
