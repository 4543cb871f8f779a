import type { ReactNode } from 'react'
import { DataTable, type DataTableProps } from './table'

interface TableAndCardsProps<Row> extends DataTableProps<Row> {
  /** what a phone shows of a row; a link in it may lie over the whole card */
  card: (row: Row) => ReactNode
}

/** Rows as a table on a desk and on paper, as cards on a phone; `empty` where there are none. */
export function TableAndCards<Row>({ card, ...table }: TableAndCardsProps<Row>) {
  const { rows, rowKey, empty } = table
  if (rows.length === 0) return <>{empty}</>
  return (
    <>
      <div className="hidden md:block print:block">
        <DataTable dense {...table} />
      </div>
      <ul className="divide-y divide-grey-200 md:hidden print:hidden">
        {rows.map((row) => (
          <li key={rowKey(row)} className="relative px-3 py-2.5">
            {card(row)}
          </li>
        ))}
      </ul>
    </>
  )
}
