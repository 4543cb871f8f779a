import { linear, ticks } from './scale'

export interface IntervalBar {
  key: string
  label: string
  value: number
  low: number
  high: number
}

const WIDTH = 640
const MARGIN = { top: 18, bottom: 24, left: 32, right: 8 }

/** Bars with the range that the number may fall in. */
export function IntervalBars({
  bars,
  description,
  said,
  height = 170,
}: {
  bars: readonly IntervalBar[]
  description: string
  said: (value: number) => string
  height?: number
}) {
  const most = Math.max(1, ...bars.map(({ high }) => high))
  const y = linear(most, height - MARGIN.bottom, MARGIN.top)
  const slot = (WIDTH - MARGIN.left - MARGIN.right) / Math.max(1, bars.length)
  const width = Math.min(72, slot * 0.5)
  return (
    <svg
      role="img"
      aria-label={description}
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="keeps-colour block h-auto w-full text-xs max-sm:text-lg print:text-xs"
    >
      {ticks(most, 4).map((mark) => (
        <g key={mark}>
          <line x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={y(mark)} y2={y(mark)} stroke="rgb(var(--grey-200))" />
          <text x={MARGIN.left - 6} y={y(mark) + 4} textAnchor="end" fill="rgb(var(--grey-600))">
            {mark}
          </text>
        </g>
      ))}
      {bars.map(({ key, label, value, low, high }, at) => {
        const middle = MARGIN.left + slot * (at + 0.5)
        return (
          <g key={key}>
            <rect
              x={middle - width / 2}
              y={y(value)}
              width={width}
              height={Math.max(0, y(0) - y(value))}
              fill="rgb(var(--accent-300))"
            />
            <path
              d={`M${middle} ${y(low)}V${y(high)}M${middle - 8} ${y(low)}h16M${middle - 8} ${y(high)}h16`}
              stroke="rgb(var(--accent-800))"
              strokeWidth="1.5"
              fill="none"
            />
            <text x={middle + width / 2 + 6} y={y(value) + 4} fontWeight="600" fill="rgb(var(--grey-900))">
              {said(value)}
            </text>
            <text x={middle} y={height - 7} textAnchor="middle" fill="rgb(var(--grey-700))">
              {label}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
