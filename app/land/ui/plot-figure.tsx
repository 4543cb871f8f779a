import clsx from 'clsx'
import type { Figure } from '../domain/figure'

/** Fills that stand beside one another; the label says which is which. */
const FILLS = ['fill-accent-100', 'fill-good-soft', 'fill-warning-soft', 'fill-info-soft'] as const

interface PlotFigureProps {
  figure: Figure
  /** for screen readers */
  label: string
  /** one for each shape, in lines */
  labels: readonly (readonly string[])[]
  /** words at points: the numbers of sides */
  marks?: readonly { at: readonly [number, number]; words: string }[]
  className?: string
}

/** Plots drawn to scale, north up, without a map: readable on paper and without JavaScript. */
export function PlotFigure({ figure: { width, height, shapes }, label, labels, marks, className }: PlotFigureProps) {
  const letter = Math.max(width, height) / 26
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      className={clsx('max-h-96 w-full', className)}
    >
      {shapes.map(({ path }, index) => (
        <path
          key={index}
          d={path}
          fillRule="evenodd"
          className={clsx(FILLS[index % FILLS.length], 'stroke-accent-700')}
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {shapes.map(({ label: [x, y] }, index) => (
        <text key={index} textAnchor="middle" fontSize={letter} className="fill-ink">
          {(labels[index] ?? []).map((line, at, lines) => (
            <tspan key={at} x={x} y={y + letter * (at * 1.25 + 0.35 - ((lines.length - 1) * 1.25) / 2)}>
              {line}
            </tspan>
          ))}
        </text>
      ))}
      {marks?.map(({ at: [x, y], words }) => (
        <g key={words}>
          <circle
            cx={x}
            cy={y}
            r={letter * 0.8}
            className="fill-paper stroke-grey-500"
            vectorEffect="non-scaling-stroke"
          />
          <text x={x} y={y + letter * 0.32} textAnchor="middle" fontSize={letter * 0.9} className="fill-grey-800">
            {words}
          </text>
        </g>
      ))}
    </svg>
  )
}
