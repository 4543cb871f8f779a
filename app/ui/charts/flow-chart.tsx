import { linear } from './scale'

export interface FlowEnd {
  key: string
  label: string
}

export interface FlowRibbon {
  from: string
  to: string
  value: number
}

const WIDTH = 640
const NODE = 10
const LABEL = 96
const GAP = 8
const THIN = 1.5

interface Placed extends FlowEnd {
  value: number
  y: number
  height: number
}

/** Nodes of a side from top to bottom, those of nothing left out. */
function place(ends: readonly FlowEnd[], sum: (key: string) => number, height: (value: number) => number): Placed[] {
  let y = 4
  return ends.flatMap((end) => {
    const value = sum(end.key)
    if (value === 0) return []
    const placed = { ...end, value, y, height: Math.max(THIN, height(value)) }
    y += placed.height + GAP
    return [placed]
  })
}

/** What was where and went where: two columns and ribbons between; what stayed is pale. */
export function FlowChart({
  left,
  right,
  ribbons,
  description,
  height = 420,
}: {
  left: readonly FlowEnd[]
  right: readonly FlowEnd[]
  ribbons: readonly FlowRibbon[]
  description: string
  height?: number
}) {
  const total = ribbons.reduce((sum, { value }) => sum + value, 0)
  const scale = linear(total, 0, height - 8 - GAP * Math.max(left.length, right.length))
  const sum = (side: 'from' | 'to') => (key: string) =>
    ribbons.reduce((all, ribbon) => all + (ribbon[side] === key ? ribbon.value : 0), 0)
  const [from, to] = [place(left, sum('from'), scale), place(right, sum('to'), scale)]
  const [x1, x2] = [LABEL + NODE, WIDTH - LABEL - NODE]
  const used = new Map<string, number>()
  const take = (side: string, node: Placed, thick: number) => {
    const at = used.get(side + node.key) ?? 0
    used.set(side + node.key, at + thick)
    return node.y + at
  }
  return (
    <svg
      role="img"
      aria-label={description}
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="keeps-colour block h-auto w-full"
      fontSize="12"
    >
      {from.flatMap((source) =>
        to.flatMap((target) => {
          const ribbon = ribbons.find((each) => each.from === source.key && each.to === target.key)
          if (!ribbon) return []
          const thick = Math.max(THIN, scale(ribbon.value))
          const [y1, y2] = [take('l', source, thick), take('r', target, thick)]
          const middle = (x1 + x2) / 2
          const moved = source.key !== target.key
          return (
            <path
              key={`${source.key} ${target.key}`}
              d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}v${thick}C${middle} ${y2 + thick} ${middle} ${y1 + thick} ${x1} ${y1 + thick}Z`}
              fill={moved ? 'rgb(var(--accent-500) / 0.6)' : 'rgb(var(--grey-300) / 0.45)'}
            >
              <title>{`${source.label} → ${target.label}：${ribbon.value}`}</title>
            </path>
          )
        }),
      )}
      {[
        { nodes: from, x: LABEL, text: LABEL - 6, anchor: 'end' as const },
        { nodes: to, x: x2, text: x2 + NODE + 6, anchor: 'start' as const },
      ].map(({ nodes, x, text, anchor }) =>
        nodes.map((node) => (
          <g key={`${anchor}${node.key}`}>
            <rect x={x} y={node.y} width={NODE} height={node.height} fill="rgb(var(--accent-700))" />
            <text x={text} y={node.y + node.height / 2 + 4} textAnchor={anchor} fill="rgb(var(--grey-900))">
              {node.label} {node.value}
            </text>
          </g>
        )),
      )}
    </svg>
  )
}
