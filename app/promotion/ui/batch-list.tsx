import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Day } from '~/shared/day'
import type { Column } from '~/ui/table'
import { TableAndCards } from '~/ui/table-and-cards'
import { deadlineWords } from '../domain/batch'
import type { BatchRow } from '../server/batches'
import { Count, Part, share, amountInYi } from './words'

const at = (row: BatchRow, query = '') => `/batches/${row.id}${query}`

function columns(today: Day): Column<BatchRow>[] {
  return [
    { key: 'name', head: '批次', primary: true, cell: (row) => row.name },
    { key: 'held', head: '举行日期', nowrap: true, cell: (row) => row.heldOn },
    {
      key: 'projects',
      head: '项目',
      align: 'right',
      cell: (row) => <Count value={row.projects} to={at(row)} label={`${row.name}共 ${row.projects} 个项目`} />,
    },
    { key: 'investment', head: '总投资', unit: '亿元', align: 'right', cell: (row) => amountInYi(row.investmentWan) },
    {
      key: 'signed',
      head: '签约项目',
      align: 'right',
      cell: (row) => <Count value={row.signed} to={at(row, '?part=signed')} label={`签约项目 ${row.signed} 个`} />,
    },
    {
      key: 'signedStarted',
      head: '其中已开工',
      align: 'right',
      cell: (row) => (
        <>
          <Count
            value={row.signedStarted}
            to={at(row, '?part=signed&state=done')}
            label={`签约项目已开工 ${row.signedStarted} 个`}
          />
          {row.signed > 0 && (
            <span className="ml-1 inline-block w-11 text-sm text-grey-600">{share(row.signedStarted, row.signed)}</span>
          )}
        </>
      ),
    },
    {
      key: 'overdue',
      head: '逾期未开工',
      align: 'right',
      cell: (row) => (
        <Count
          value={row.overdue}
          to={at(row, '?part=signed&state=overdue')}
          label={`逾期未开工 ${row.overdue} 个`}
          tone="danger"
        />
      ),
    },
    {
      key: 'deadline',
      head: '开工期限',
      nowrap: true,
      cell: (row) => (
        <>
          {row.deadlineOn}
          <span className="ml-1.5 text-sm text-grey-600">{deadlineWords(row.deadlineOn, today)}</span>
        </>
      ),
    },
    {
      key: 'started',
      head: '开工项目',
      align: 'right',
      cell: (row) => (
        <Part
          done={row.startedDone}
          all={row.started}
          doneTo={at(row, '?part=started&state=done')}
          allTo={at(row, '?part=started')}
          label="开工项目"
        />
      ),
    },
    {
      key: 'producing',
      head: '投产项目',
      align: 'right',
      cell: (row) => (
        <Part
          done={row.producingDone}
          all={row.producing}
          doneTo={at(row, '?part=producing&state=done')}
          allTo={at(row, '?part=producing')}
          label="投产项目"
        />
      ),
    },
  ]
}

/** Batches: a table on a desk, stacked on a phone. */
export function BatchList({ rows, today, empty }: { rows: readonly BatchRow[]; today: Day; empty: ReactNode }) {
  return (
    <TableAndCards
      caption="三个一批"
      columns={columns(today)}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={at}
      sortParam={null}
      empty={empty}
      card={(row) => (
        <>
          <Link to={at(row)} className="font-medium text-ink after:absolute after:inset-0">
            {row.name}
          </Link>
          <p className="mt-0.5 text-sm text-grey-700">
            {row.heldOn} · {row.projects} 个项目 · {amountInYi(row.investmentWan)} 亿元
          </p>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-700">
            <span>
              签约 {row.signed}，已开工 {row.signedStarted}
            </span>
            {row.overdue > 0 && <span className="font-medium text-danger">逾期 {row.overdue}</span>}
            {row.started > 0 && <span>开工项目 {row.started}</span>}
            {row.producing > 0 && <span>投产项目 {row.producing}</span>}
          </p>
          {row.signed > 0 && (
            <p className="mt-0.5 text-sm text-grey-600">
              开工期限 {row.deadlineOn}，{deadlineWords(row.deadlineOn, today)}
            </p>
          )}
        </>
      )}
    />
  )
}
