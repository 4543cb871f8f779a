interface PlotOutlineProps {
  /** GeoJSON, lon/lat */
  geometry: unknown
  label: string
}

const SIZE = 240
const MARGIN = 12

type Rings = [number, number][][]

function ringsOf(geometry: unknown): Rings {
  if (typeof geometry !== 'object' || geometry === null || !('type' in geometry) || !('coordinates' in geometry))
    return []
  const { type, coordinates } = geometry as { type: string; coordinates: Rings | Rings[] }
  return type === 'MultiPolygon' ? (coordinates as Rings[]).flat() : (coordinates as Rings)
}

/** The outline of a plot, north up, without a map: readable on paper and without JavaScript. */
export function PlotOutline({ geometry, label }: PlotOutlineProps) {
  const rings = ringsOf(geometry)
  const all = rings.flat()
  if (all.length === 0) return null
  const lons = all.map(([lon]) => lon)
  const lats = all.map(([, lat]) => lat)
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (SIZE - 2 * MARGIN) / Math.max((east - west) * squeeze, north - south, 1e-9)
  const path = rings
    .map((ring) => {
      const points = ring.map(
        ([lon, lat]) =>
          `${(MARGIN + (lon - west) * squeeze * scale).toFixed(1)} ${(MARGIN + (north - lat) * scale).toFixed(1)}`,
      )
      return `M${points.join('L')}Z`
    })
    .join('')
  const width = 2 * MARGIN + (east - west) * squeeze * scale
  const height = 2 * MARGIN + (north - south) * scale
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width.toFixed(0)} ${height.toFixed(0)}`}
      className="max-h-60 w-full"
    >
      <path d={path} fillRule="evenodd" className="fill-accent-100 stroke-accent-600" strokeWidth={1.5} />
    </svg>
  )
}
