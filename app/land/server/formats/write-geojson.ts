import { open } from 'node:fs/promises'
import { inSystem } from '../../domain/coordinates/in-system'
import { closedRings, type Position } from '../../domain/geometry/shape'
import { fieldOf, PLOT_FILE_COLUMNS, type PlotColumn, type WholePlot } from '../../domain/export/whole-plot'

const LON_LAT = 4490
const DEGREE_DIGITS = 9

/**
 * Writes plots as GeoJSON (RFC 7946: longitude and latitude) chunk by chunk. Every number has its digits, for readers
 * take the type of a field from the first plots: where these have whole 亩, 26.5 would become 26.
 */
export async function writeGeoJson(file: string, chunks: AsyncIterable<WholePlot[]>): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile('{"type":"FeatureCollection","name":"plots","features":[')
    let isFirst = true
    for await (const plots of chunks) {
      const features = plots.map(featureText).join(',\n')
      if (features) await handle.writeFile(`${isFirst ? '\n' : ',\n'}${features}`)
      isFirst &&= features === ''
    }
    await handle.writeFile('\n]}\n')
  } finally {
    await handle.close()
  }
}

function featureText(plot: WholePlot): string {
  const properties = PLOT_FILE_COLUMNS.map(
    (column) => `${JSON.stringify(fieldOf(column))}:${valueText(column, column.value(plot))}`,
  )
  return `{"type":"Feature","properties":{${properties.join(',')}},"geometry":${geometryText(plot)}}`
}

function valueText({ holds }: PlotColumn, value: string | number | null): string {
  return typeof value === 'number' && 'decimals' in holds ? value.toFixed(holds.decimals) : JSON.stringify(value)
}

function geometryText({ drawing }: WholePlot): string {
  if (!drawing) return 'null'
  const polygons = closedRings(inSystem(drawing, LON_LAT)).map(
    (polygon) => `[${polygon.map((ring) => `[${ring.map(positionText).join(',')}]`).join(',')}]`,
  )
  const [only = ''] = polygons
  return polygons.length === 1
    ? `{"type":"Polygon","coordinates":${only}}`
    : `{"type":"MultiPolygon","coordinates":[${polygons.join(',')}]}`
}

const positionText = (position: Position) => `[${position.map((value) => value.toFixed(DEGREE_DIGITS)).join(',')}]`
