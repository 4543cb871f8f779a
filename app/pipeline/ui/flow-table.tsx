import { STAGE_NAMES } from '~/projects/domain/stages'
import { formatWan } from '~/shared/money'
import { DataTable, type Column } from '~/ui/table'
import type { Day } from '~/shared/day'
import type { Cut, Open } from '../domain/figure-links'
import type { FlowLink, FlowRow, FlowState } from '../domain/figures'
import { FigureLink } from './figure-link'

export const stateName = (state: FlowState | null) => (state === null ? '新登记' : STAGE_NAMES[state])

interface FlowProps {
  earlier: Day
  open: Open
}

/** State by state: at first + entered − left = at last. */
export function FlowTable({ rows, earlier: compareAsOf, open }: FlowProps & { rows: readonly FlowRow[] }) {
  const number = (count: number, cut: Cut) => (
    <FigureLink to={open({ compareAsOf, ...cut })} className={count === 0 ? 'text-grey-500' : undefined}>
      {count}
    </FigureLink>
  )
  const columns: Column<FlowRow>[] = [
    {
      key: 'state',
      head: '所处',
      primary: true,
      fixed: true,
      className: '!min-w-[64px]',
      cell: ({ state }) => stateName(state),
    },
    {
      key: 'start',
      head: '期初',
      unit: '个',
      align: 'right',
      cell: ({ state, start }) => number(start, { was: state }),
    },
    {
      key: 'entered',
      head: '进来',
      unit: '个',
      align: 'right',
      cell: ({ state, entered }) => number(entered, { at: state, notWas: state }),
    },
    {
      key: 'left',
      head: '离开',
      unit: '个',
      align: 'right',
      cell: ({ state, left }) => number(left, { was: state, notAt: state }),
    },
    {
      key: 'ended',
      head: '其中终止',
      unit: '个',
      align: 'right',
      cell: ({ state, ended }) =>
        number(ended, { was: state, at: 'ended', ...(state === 'ended' && { notAt: 'ended' }) }),
    },
    { key: 'end', head: '期末', unit: '个', align: 'right', cell: ({ state, end }) => number(end, { at: state }) },
    {
      key: 'suspended',
      head: '其中暂缓',
      unit: '个',
      align: 'right',
      cell: ({ state, suspended }) => (state === 'ended' ? '' : number(suspended, { at: state, status: 'suspended' })),
    },
  ]
  return (
    <DataTable
      caption="期初、进来、离开、期末：各阶段的项目数"
      columns={columns}
      rows={rows}
      rowKey={({ state }) => state}
      sortParam={null}
      sticky={false}
      dense
    />
  )
}

/** Who moved, from where to where. */
export function Moves({ links, earlier: compareAsOf, open }: FlowProps & { links: readonly FlowLink[] }) {
  const moves = links.filter(({ from, to }) => from !== to)
  if (moves.length === 0) return <p className="text-grey-600">这段时间没有项目换过阶段。</p>
  return (
    <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
      {moves.map(({ from, to, count, investmentWan }) => (
        <li key={`${from} ${to}`} className="flex justify-between gap-2">
          <span>
            {stateName(from)} → {stateName(to)}
          </span>
          <span className="whitespace-nowrap">
            <FigureLink to={open({ compareAsOf, was: from ?? 'new', at: to })} className="font-semibold">
              {count}
            </FigureLink>{' '}
            个<span className="ml-2 text-sm text-grey-600">{formatWan(investmentWan)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
