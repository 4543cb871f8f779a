import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Column } from '~/ui/table'
import { TableAndCards } from '~/ui/table-and-cards'
import type { EventRow } from '../server/events'
import { Count, daysHeld, share, amountInYi } from './words'

const at = (row: EventRow, query = '') => `/events/${row.id}${query}`

const columns: Column<EventRow>[] = [
  { key: 'name', head: '活动', primary: true, cell: (row) => row.name },
  { key: 'kind', head: '类别', nowrap: true, cell: (row) => row.kind },
  { key: 'held', head: '日期', nowrap: true, cell: (row) => daysHeld(row.heldFrom, row.heldTo) },
  { key: 'place', head: '地点', wideOnly: true, cell: (row) => row.place },
  {
    key: 'projects',
    head: '项目',
    align: 'right',
    cell: (row) => <Count value={row.projects} to={at(row)} label={`${row.name}共 ${row.projects} 个项目`} />,
  },
  { key: 'investment', head: '总投资', unit: '亿元', align: 'right', cell: (row) => amountInYi(row.investmentWan) },
  {
    key: 'there',
    head: '当场签约',
    align: 'right',
    cell: (row) => (
      <Count value={row.signedThere} to={at(row, '?outcome=signed')} label={`当场签约 ${row.signedThere} 个`} />
    ),
  },
  {
    key: 'signed',
    head: '现已签约',
    align: 'right',
    cell: (row) => (
      <>
        <Count value={row.signed} to={at(row, '?come=signed')} label={`现已签约 ${row.signed} 个`} />
        {row.projects > 0 && (
          <span className="ml-1.5 inline-block w-12 text-sm text-grey-600">{share(row.signed, row.projects)}</span>
        )}
        {row.signedBefore > 0 && <span className="block text-xs text-grey-600">其中活动前已签 {row.signedBefore}</span>}
      </>
    ),
  },
  {
    key: 'started',
    head: '已开工',
    align: 'right',
    cell: (row) => <Count value={row.started} to={at(row, '?come=started')} label={`已开工 ${row.started} 个`} />,
  },
  {
    key: 'producing',
    head: '已投产',
    align: 'right',
    cell: (row) => <Count value={row.producing} to={at(row, '?come=producing')} label={`已投产 ${row.producing} 个`} />,
  },
]

/** Events: a table on a desk, stacked on a phone. */
export function EventList({ rows, empty }: { rows: readonly EventRow[]; empty: ReactNode }) {
  return (
    <TableAndCards
      caption="招商活动"
      columns={columns}
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
            {[row.kind, daysHeld(row.heldFrom, row.heldTo), row.place].filter(Boolean).join(' · ')}
          </p>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-700">
            <span>
              {row.projects} 个项目，{amountInYi(row.investmentWan)} 亿元
            </span>
            <span>
              现已签约 {row.signed}
              {row.signedBefore > 0 && `（活动前已签 ${row.signedBefore}）`}，开工 {row.started}，投产 {row.producing}
            </span>
          </p>
        </>
      )}
    />
  )
}
