import { formatNumber } from '~/shared/money'
import { BROCHURE_MAP } from '../domain/brochure'
import type { MapSheet } from '../domain/sheet'
import { Ground } from './map/map-sheet'
import { STATUS_LOOKS } from './status-look'

/** Where the plots of a brochure lie, north up; drawn on the server, crisp on paper. */
export function BrochureMap({ map }: { map: MapSheet }) {
  const { width, height } = BROCHURE_MAP
  return (
    <svg
      role="img"
      aria-label={`地块位置，上北，比例尺 1:${formatNumber(map.scale)}`}
      viewBox={`0 0 ${width} ${height}`}
      className="h-auto w-full"
    >
      <Ground sheet={map} />
      {map.plots.map(({ id, path, status }) => (
        <path
          key={id}
          d={path}
          fillRule="evenodd"
          fill={STATUS_LOOKS[status].fill}
          stroke="#14181d"
          strokeWidth={0.5}
        />
      ))}
      {map.plots.map(({ id, code, at: [x, y] }) => (
        <text key={id} x={x} y={y + 1} textAnchor="middle" fontSize={3} fontWeight={600} className="fill-ink">
          {code.slice(-5)}
        </text>
      ))}
      <text x={width - 2} y={height - 2} textAnchor="end" fontSize={2.8} className="fill-grey-700">
        1:{formatNumber(map.scale)}　上北
      </text>
    </svg>
  )
}
