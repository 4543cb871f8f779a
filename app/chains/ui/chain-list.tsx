import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { formatPercent } from '~/shared/money'
import type { Column } from '~/ui/table'
import { TableAndCards } from '~/ui/table-and-cards'
import { NODE_STATE_NAMES, NODE_STATES } from '../domain/picture'
import type { ChainRow } from '../server/chains'
import { chainPath } from './trail'

const at = ({ id }: ChainRow) => chainPath(id)

const leaderWords = ({ leader, leaderTitle }: Pick<ChainRow, 'leader' | 'leaderTitle'>) =>
  leader && (leaderTitle ? `${leader}（${leaderTitle}）` : leader)

const parkWords = ({ parks }: ChainRow) =>
  parks.map(({ name, position }) => (position === 'leading' ? name : `${name}（配套）`)).join('、')

const rate = ({ coverage: { localRate } }: ChainRow) => localRate !== null && formatPercent(localRate)

const columns: Column<ChainRow>[] = [
  { key: 'name', head: '产业链', primary: true, cell: (row) => row.name },
  { key: 'leader', head: '链长', cell: leaderWords },
  { key: 'unit', head: '牵头单位', wideOnly: true, cell: (row) => row.unit?.name },
  { key: 'parks', head: '园区', cell: (row) => parkWords(row) || undefined },
  { key: 'nodes', head: '节点', align: 'right', cell: (row) => row.coverage.nodes },
  ...NODE_STATES.map((state): Column<ChainRow> => ({
    key: state,
    head: NODE_STATE_NAMES[state],
    align: 'right',
    cell: (row) => (
      <span className={row.coverage[state] === 0 ? 'text-grey-500' : undefined}>{row.coverage[state]}</span>
    ),
  })),
  { key: 'rate', head: '本地配套率', align: 'right', cell: rate },
  { key: 'firms', head: '本地企业', unit: '家', align: 'right', cell: (row) => row.firms },
  {
    key: 'targets',
    head: '目标企业',
    unit: '家',
    align: 'right',
    cell: (row) =>
      row.targets === 0 ? (
        <span className="text-grey-500">0</span>
      ) : (
        <Link to={`/chains/targets?chain=${row.id}`} aria-label={`${row.name}的 ${row.targets} 家目标企业`}>
          {row.targets}
        </Link>
      ),
  },
]

/** Chains: a table on a desk, stacked on a phone. */
export function ChainList({ rows, empty }: { rows: readonly ChainRow[]; empty: ReactNode }) {
  return (
    <TableAndCards
      caption="产业链"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={at}
      sortParam={null}
      empty={empty}
      card={(row) => (
        <>
          <div className="flex items-start justify-between gap-3">
            <Link to={at(row)} className="font-medium text-ink after:absolute after:inset-0">
              {row.name}
            </Link>
            {rate(row) && <span className="flex-none text-sm">配套率 {rate(row)}</span>}
          </div>
          <p className="mt-0.5 text-sm text-grey-700">
            {[leaderWords(row), parkWords(row)].filter(Boolean).join(' · ')}
          </p>
          <p className="mt-0.5 text-sm text-grey-700">
            {row.coverage.nodes} 个节点：
            {NODE_STATES.filter((state) => row.coverage[state] > 0)
              .map((state) => `${NODE_STATE_NAMES[state]} ${row.coverage[state]}`)
              .join('，')}
          </p>
        </>
      )}
    />
  )
}
