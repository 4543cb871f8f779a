import { Link } from '@remix-run/react'
import { roundHalfUp } from '~/shared/money'
import { searchWith } from '~/ui/search-params'
import { DataTable, type Column } from '~/ui/table'
import { movedValue, NO_PARK } from '../../domain/filter'
import { PLOT_STATUS_NAMES, THREE_NOT } from '../../domain/status/status'
import type { Amount, ThreeNotQuestion, ThreeNotRow } from '../../server/plan/three-not'
import { mu } from '../plot-list'

type Row = ThreeNotRow & { total?: true }

const NOTHING: Amount = { plots: 0, mu: 0 }

/** 三未土地 by park on two days, with what left and joined between them; each number opens its plots. */
export function ThreeNotTable({ rows, from, to, knownOn }: ThreeNotQuestion & { rows: readonly ThreeNotRow[] }) {
  const plots = (row: Row, asked: Record<string, string>) =>
    `/plots${searchWith('', { ...asked, knownOn, park: row.total ? null : (row.park?.id ?? NO_PARK) })}`
  const number = (row: Row, amount: Amount = NOTHING, asked: Record<string, string> = {}) =>
    amount.plots === 0 ? (
      <span className="text-grey-500">0</span>
    ) : (
      <Link to={plots(row, asked)} title={`${amount.plots} 宗`}>
        {mu(amount.mu)}
      </Link>
    )
  const twoDays = (key: string, head: string, status: Record<string, string>): Column<Row> => ({
    key,
    head,
    align: 'right',
    cell: (row) => (
      <>
        {number(row, row.after[key], { ...status, on: to })}
        <span className="block text-xs text-grey-600">原 {number(row, row.before[key], { ...status, on: from })}</span>
      </>
    ),
  })
  const net = (row: Row) => roundHalfUp((row.after.all ?? NOTHING).mu - (row.before.all ?? NOTHING).mu, 2)
  const columns: Column<Row>[] = [
    {
      key: 'park',
      head: '园区',
      primary: true,
      cell: (row) => (row.total ? <strong>合计</strong> : (row.park?.name ?? '不在园区内')),
    },
    ...THREE_NOT.map((status) => twoDays(status, PLOT_STATUS_NAMES[status], { status })),
    twoDays('all', '三未合计', { threeNot: '1' }),
    {
      key: 'left',
      head: '消化',
      align: 'right',
      cell: (row) => number(row, row.left, { moved: movedValue('left', from, to) }),
    },
    {
      key: 'joined',
      head: '新增',
      align: 'right',
      cell: (row) => number(row, row.joined, { moved: movedValue('joined', from, to) }),
    },
    {
      key: 'net',
      head: '净变化',
      align: 'right',
      cell: (row) => <span className={net(row) > 0 ? 'text-danger' : undefined}>{signed(net(row))}</span>,
    },
  ]
  return (
    <DataTable
      caption="三未土地变化"
      sortParam={null}
      rows={withTotal(rows)}
      rowKey={(row) => (row.total ? 'total' : (row.park?.id ?? NO_PARK))}
      columns={columns}
      dense
      empty={<p className="px-4 py-3 text-grey-600">这两天都没有三未土地。</p>}
    />
  )
}

const signed = (value: number) => (value > 0 ? `+${mu(value)}` : value < 0 ? `−${mu(-value)}` : '0')

const sum = (amounts: readonly (Amount | undefined)[]): Amount => ({
  plots: amounts.reduce((all, each) => all + (each?.plots ?? 0), 0),
  mu: roundHalfUp(
    amounts.reduce((all, each) => all + (each?.mu ?? 0), 0),
    2,
  ),
})

const withTotal = (rows: readonly ThreeNotRow[]): Row[] => (rows.length > 1 ? [...rows, totalOf(rows)] : [...rows])

function totalOf(rows: readonly ThreeNotRow[]): Row {
  const byStatus = (side: 'before' | 'after') =>
    Object.fromEntries([...THREE_NOT, 'all'].map((key) => [key, sum(rows.map((row) => row[side][key]))]))
  return {
    total: true,
    park: null,
    before: byStatus('before'),
    after: byStatus('after'),
    left: sum(rows.map(({ left }) => left)),
    joined: sum(rows.map(({ joined }) => joined)),
  }
}
