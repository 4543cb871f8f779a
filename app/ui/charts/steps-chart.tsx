import clsx from 'clsx'
import type { ReactNode } from 'react'
import { linear } from './scale'

export interface ChartStep {
  x: number
  /** 0 to 1 */
  y: number
  low?: number
  high?: number
}

export interface StepSeries {
  key: string
  label: string
  steps: readonly ChartStep[]
  /** Where the line ends: the last thing known. */
  until: number
  /** A mark on the line at half, with words. */
  mark?: { x: number; label: string }
}

/** Told apart by colour and by dashes, in print too. */
export const SERIES_LOOKS = [
  { stroke: 'rgb(var(--accent-600))', dash: undefined },
  { stroke: 'rgb(var(--warning))', dash: '7 3' },
  { stroke: 'rgb(var(--good))', dash: '2 3' },
  { stroke: 'rgb(var(--danger))', dash: '9 3 2 3' },
  { stroke: 'rgb(var(--grey-600))', dash: '1 2' },
  { stroke: 'rgb(var(--accent-300))', dash: '12 3' },
] as const

const WIDTH = 640
const MARGIN = { top: 12, right: 14, bottom: 34, left: 48 }

type Scale = (value: number) => number

/** Across to the step, then up or down to it. */
function line(steps: readonly ChartStep[], until: number, x: Scale, y: Scale): string {
  const path = [`M${x(0)} ${y(0).toFixed(1)}`]
  for (const step of steps) path.push(`H${x(step.x).toFixed(1)}V${y(step.y).toFixed(1)}`)
  return `${path.join('')}H${x(Math.max(until, steps.at(-1)?.x ?? 0)).toFixed(1)}`
}

function band(steps: readonly ChartStep[], until: number, x: Scale, y: Scale): string {
  const edge = (side: 'low' | 'high') => steps.map((step) => ({ ...step, y: step[side] ?? step.y }))
  const end = x(Math.max(until, steps.at(-1)?.x ?? 0)).toFixed(1)
  const back = edge('low')
    .reverse()
    .map(
      (step, at, all) =>
        `V${y(step.y).toFixed(1)}H${x(step.x).toFixed(1)}${at === all.length - 1 ? `V${y(0).toFixed(1)}` : ''}`,
    )
  return `${line(edge('high'), until, x, y)}H${end}${back.join('')}Z`
}

/** Shares over time as steps from nought, with their bands; drawn on the server, scales with its box. */
export function StepsChart({
  series,
  max,
  marks,
  xLabel,
  description,
  height = 260,
  className,
}: {
  series: readonly StepSeries[]
  max: number
  /** Values and words of the time axis. */
  marks: readonly { at: number; label: string }[]
  xLabel: ReactNode
  /** What it shows, in a sentence. */
  description: string
  height?: number
  className?: string
}) {
  const x = linear(max, MARGIN.left, WIDTH - MARGIN.right)
  const y = linear(1, height - MARGIN.bottom, MARGIN.top)
  return (
    <svg
      role="img"
      aria-label={description}
      viewBox={`0 0 ${WIDTH} ${height}`}
      className={clsx('keeps-colour block h-auto w-full text-xs max-sm:text-lg print:text-xs', className)}
      fill="rgb(var(--grey-600))"
    >
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line
            x1={MARGIN.left}
            x2={WIDTH - MARGIN.right}
            y1={y(share)}
            y2={y(share)}
            stroke="rgb(var(--grey-200))"
            strokeDasharray={share === 0.5 ? '4 3' : undefined}
          />
          <text x={MARGIN.left - 6} y={y(share) + 4} textAnchor="end" fill="rgb(var(--grey-600))">
            {share * 100}%
          </text>
        </g>
      ))}
      {marks
        .filter(({ at }) => at <= max)
        .map(({ at, label }) => (
          <g key={at}>
            <line x1={x(at)} x2={x(at)} y1={y(0)} y2={y(0) + 4} stroke="rgb(var(--grey-400))" />
            <text x={x(at)} y={y(0) + 17} textAnchor="middle" fill="rgb(var(--grey-600))">
              {label}
            </text>
          </g>
        ))}
      <text x={WIDTH - MARGIN.right} y={height - 1} textAnchor="end" fill="rgb(var(--grey-600))">
        {xLabel}
      </text>
      {series.length === 1 &&
        series.map(({ key, steps, until }) => (
          <path key={key} d={band(steps, until, x, y)} fill="rgb(var(--accent-500) / 0.14)" />
        ))}
      {series.map(({ key, steps, until }, at) => {
        const { stroke, dash } = SERIES_LOOKS[at % SERIES_LOOKS.length]!
        return (
          <path
            key={key}
            d={line(steps, until, x, y)}
            fill="none"
            stroke={stroke}
            strokeWidth="2"
            strokeDasharray={dash}
          />
        )
      })}
      {series.map(
        ({ key, mark }, at) =>
          mark && (
            <g key={key} fill={SERIES_LOOKS[at % SERIES_LOOKS.length]!.stroke}>
              <circle cx={x(mark.x)} cy={y(0.5)} r="4" stroke="rgb(var(--paper))" strokeWidth="1.5" />
              {series.length === 1 && (
                <text x={x(mark.x) + 8} y={y(0.5) + 16} fontWeight="600">
                  {mark.label}
                </text>
              )}
            </g>
          ),
      )}
    </svg>
  )
}

/** Which line is which. */
export function SeriesKey({ series }: { series: readonly Pick<StepSeries, 'key' | 'label'>[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-grey-700">
      {series.map(({ key, label }, at) => {
        const { stroke, dash } = SERIES_LOOKS[at % SERIES_LOOKS.length]!
        return (
          <li key={key} className="inline-flex items-center gap-1.5">
            <svg aria-hidden viewBox="0 0 28 8" className="keeps-colour h-2 w-7 flex-none">
              <path d="M0 4H28" stroke={stroke} strokeWidth="2.5" strokeDasharray={dash} />
            </svg>
            {label}
          </li>
        )
      })}
    </ul>
  )
}
