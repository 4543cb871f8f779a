import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { StatusDot, type DotShape, type Tone } from '~/ui/badge'
import type { Column } from '~/ui/table'
import { TableAndCards } from '~/ui/table-and-cards'
import { TARGET_STATE_NAMES, type TargetState } from '../domain/target'
import type { TargetRow } from '../server/targets'
import { NodeStateDot } from './node-state'
import { nodePath } from './trail'

const LOOKS: Record<TargetState, { tone: Tone; shape: DotShape }> = {
  open: { tone: 'neutral', shape: 'ring' },
  contacted: { tone: 'info', shape: 'half' },
  talking: { tone: 'warning', shape: 'diamond' },
  registered: { tone: 'good', shape: 'circle' },
  dropped: { tone: 'neutral', shape: 'dash' },
}

function TargetStateDot({ state }: { state: TargetState }) {
  return <StatusDot {...LOOKS[state]}>{TARGET_STATE_NAMES[state]}</StatusDot>
}

const nodeTo = ({ chain, node }: TargetRow) => nodePath(chain.id, node.id)
const targetTo = (row: TargetRow) => `${nodeTo(row)}/targets/${row.id}`

const edit = (row: TargetRow) =>
  row.mayEdit && (
    <Link to={targetTo(row)} aria-label={`编辑${row.name}`}>
      编辑
    </Link>
  )

const columns: Column<TargetRow>[] = [
  { key: 'name', head: '企业', primary: true, cell: (row) => row.name },
  { key: 'region', head: '所在地', cell: (row) => row.region },
  {
    key: 'node',
    head: '产业链 › 节点',
    cell: (row) => (
      <Link to={nodeTo(row)}>
        {row.chain.name} › {row.node.name}
      </Link>
    ),
  },
  { key: 'nodeState', head: '节点现状', nowrap: true, cell: (row) => <NodeStateDot state={row.nodeState} /> },
  { key: 'reason', head: '招引理由', wideOnly: true, cell: (row) => row.reason },
  { key: 'unit', head: '责任单位', cell: (row) => row.unit?.name },
  { key: 'state', head: '状态', nowrap: true, cell: (row) => <TargetStateDot state={row.state} /> },
  {
    key: 'edit',
    head: <span className="sr-only">操作</span>,
    nowrap: true,
    className: 'print:hidden',
    cell: (row) => edit(row) || '',
  },
]

/** Target companies: a table on a desk, stacked on a phone; `ofNode` leaves out what its page says already. */
export function TargetList({
  rows,
  ofNode,
  empty,
}: {
  rows: readonly TargetRow[]
  ofNode?: boolean
  empty: ReactNode
}) {
  return (
    <TableAndCards
      caption="目标企业"
      columns={ofNode ? columns.filter(({ key }) => key !== 'node' && key !== 'nodeState') : columns}
      rows={rows}
      rowKey={({ id }) => id}
      sortParam={null}
      empty={empty}
      card={(row) => (
        <>
          <div className="flex items-start justify-between gap-3">
            <span className="min-w-0 font-medium">{row.name}</span>
            <span className="flex-none text-sm">
              <TargetStateDot state={row.state} />
            </span>
          </div>
          <p className="mt-0.5 text-sm text-grey-700">{[row.region, row.unit?.name].filter(Boolean).join(' · ')}</p>
          {!ofNode && (
            <p className="mt-0.5 text-sm">
              <Link to={nodeTo(row)}>
                {row.chain.name} › {row.node.name}
              </Link>
            </p>
          )}
          {row.reason && <p className="mt-0.5 text-sm text-grey-600">{row.reason}</p>}
          <p className="text-sm">{edit(row)}</p>
        </>
      )}
    />
  )
}
