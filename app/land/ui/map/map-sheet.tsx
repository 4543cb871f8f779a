import { formatNumber } from '~/shared/money'
import { SHEET, type MapSheet } from '../../domain/map/sheet'
import { PLOT_STATUS_NAMES, type PlotStatus } from '../../domain/status/status'
import { mu } from '../plot-list'
import { STATUS_LOOKS } from '../status/status-look'

interface MapSheetProps {
  sheet: MapSheet
  totals: readonly { status: PlotStatus; plots: number; mu: number }[]
  county: string
  /** what the plots were filtered by */
  note: string
  day: string
  person: string
}

const { width, height, map } = SHEET
const FOOT = map.top + map.height
const BLOCK = 44

/** The map on A3 in millimetres, drawn on the server: crisp on paper, and its bar is as long as it says. */
export function MapSheetDrawing({ sheet, totals, county, note, day, person }: MapSheetProps) {
  return (
    <svg
      role="img"
      aria-label={`${county}土地一张图，比例尺 1:${formatNumber(sheet.scale)}，${sheet.total} 宗`}
      viewBox={`0 0 ${width} ${height}`}
      className="h-auto w-full print:block print:h-[266mm] print:w-[396mm]"
    >
      <defs>
        <clipPath id="sheet-map">
          <rect x={map.left} y={map.top} width={map.width} height={map.height} />
        </clipPath>
      </defs>
      <text x={width / 2} y={10} textAnchor="middle" fontSize={7.5} fontWeight={600} className="fill-ink">
        {county}土地一张图
      </text>
      <text x={width} y={12} textAnchor="end" fontSize={3} className="fill-grey-700">
        {note}
      </text>
      <g clipPath="url(#sheet-map)">
        <Ground sheet={sheet} />
        <Plots sheet={sheet} />
      </g>
      <rect
        x={map.left}
        y={map.top}
        width={map.width}
        height={map.height}
        fill="none"
        className="stroke-ink"
        strokeWidth={0.4}
      />
      <North x={map.left + map.width - 14} y={map.top + 8} />
      {totals.map(({ status, plots, mu: sum }, index) => (
        <g key={status} transform={`translate(${index * BLOCK}, ${FOOT + 6})`}>
          <rect
            width={7}
            height={4.5}
            fill={STATUS_LOOKS[status].fill}
            stroke={STATUS_LOOKS[status].line}
            strokeWidth={0.3}
          />
          <text x={9} y={3.6} fontSize={3.4} className="fill-ink">
            {PLOT_STATUS_NAMES[status]}
          </text>
          <text x={9} y={8} fontSize={2.8} className="fill-grey-700">
            {formatNumber(plots)} 宗 {mu(sum)} 亩
          </text>
        </g>
      ))}
      <text x={0} y={FOOT + 22} fontSize={3} className="fill-grey-700">
        实线未被占用，虚线已被占用　{sheet.system}　{day} {person}
        {sheet.sums.length > 0 && '　地块太多，以圆点汇总；放大或筛选后可逐块印出'}
      </text>
      <ScaleBar sheet={sheet} />
    </svg>
  )
}

function Ground({ sheet: { parks, roads, county } }: { sheet: MapSheet }) {
  return (
    <>
      {county.map((path, index) => (
        <path key={index} d={path} fill="none" stroke="#374151" strokeWidth={0.7} strokeDasharray="4 1.5 1 1.5" />
      ))}
      {roads.map((path, index) => (
        <path key={index} d={path} fill="none" stroke="#919aa6" strokeWidth={0.6} />
      ))}
      {parks.map(({ id, name, path, at: [x, y] }) => (
        <g key={id}>
          <path d={path} fill="#1b4c8d" fillOpacity={0.04} stroke="#1b4c8d" strokeWidth={0.5} fillRule="evenodd" />
          <text x={x} y={y} textAnchor="middle" fontSize={4} fontWeight={600} fill="#1b4c8d">
            {name}
          </text>
        </g>
      ))}
    </>
  )
}

function Plots({ sheet: { plots, sums } }: { sheet: MapSheet }) {
  return (
    <>
      {plots.map(({ id, path, status, free }) => (
        <path
          key={id}
          d={path}
          fillRule="evenodd"
          fill={STATUS_LOOKS[status].fill}
          fillOpacity={free ? 0.9 : 0.5}
          stroke={STATUS_LOOKS[status].line}
          strokeWidth={0.25}
          strokeDasharray={free ? undefined : '1 0.8'}
        />
      ))}
      {plots.map(({ id, label, at: [x, y] }) => (
        <text key={id} textAnchor="middle" fontSize={2.4} className="fill-ink">
          {label.map((line, index) => (
            <tspan key={line} x={x} y={y + 0.9 + (index - (label.length - 1) / 2) * 3}>
              {line}
            </tspan>
          ))}
        </text>
      ))}
      {sums.map(({ at: [x, y], plots: number }, index) => (
        <g key={index}>
          <circle cx={x} cy={y} r={2 + Math.sqrt(number) / 4} fill="#1b4c8d" fillOpacity={0.25} />
          <text x={x} y={y + 1} textAnchor="middle" fontSize={2.8} className="fill-ink">
            {number}
          </text>
        </g>
      ))}
    </>
  )
}

function North({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x}, ${y})`}>
      <path d="M4 0L8 14L4 11L0 14Z" className="fill-ink" />
      <text x={4} y={19} textAnchor="middle" fontSize={4.5} fontWeight={600} className="fill-ink">
        北
      </text>
    </g>
  )
}

/** Two halves, so that half the length can be read too. */
function ScaleBar({ sheet: { scale, bar } }: { sheet: MapSheet }) {
  const half = bar.millimetres / 2
  const words = (metres: number) => (metres >= 1000 ? `${metres / 1000} 公里` : `${metres} 米`)
  return (
    <g transform={`translate(${width - bar.millimetres - 12}, ${FOOT + 12})`}>
      <text x={half} y={-4} textAnchor="middle" fontSize={3.6} className="fill-ink">
        1:{formatNumber(scale)}
      </text>
      <rect width={half} height={1.6} className="fill-ink" />
      <rect x={half} width={half} height={1.6} fill="white" className="stroke-ink" strokeWidth={0.3} />
      {[0, bar.metres / 2, bar.metres].map((metres, index) => (
        <text key={metres} x={half * index} y={5.4} textAnchor="middle" fontSize={2.8} className="fill-ink">
          {metres === 0 ? '0' : words(metres)}
        </text>
      ))}
    </g>
  )
}
