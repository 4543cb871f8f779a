import { formatNumber } from '~/shared/money'
import { BROCHURE_MAP } from '../../domain/matching/brochure'
import type { MapSheet } from '../../domain/map/sheet'

/** Where a plot lies in its park, north up; drawn on the server, crisp on paper. */
export function BrochureMap({ place, code }: { place: MapSheet; code: string }) {
  const { width, height } = BROCHURE_MAP
  return (
    <svg
      role="img"
      aria-label={`地块 ${code} 在园区里的位置，上北，比例尺 1:${formatNumber(place.scale)}`}
      viewBox={`0 0 ${width} ${height}`}
      className="h-auto max-h-44 w-full"
    >
      {place.parks.map(({ id, path }) => (
        <path key={id} d={path} fillRule="evenodd" className="fill-accent-50 stroke-accent-600" strokeWidth={0.3} />
      ))}
      {place.plots.map(({ id, path }) => (
        <path key={id} d={path} fillRule="evenodd" className="fill-accent-600 stroke-accent-600" strokeWidth={0.6} />
      ))}
    </svg>
  )
}
