import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Day } from '~/shared/day'
import { formatMu, formatWan } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { DataTable, type Column } from '~/ui/table'
import { StageThen, Started } from './columns'
import { amountSince, answerableUnit, shortRange, type ListedProject } from '../../domain/listed-project'

const recordPath = (row: ListedProject) => `/projects/${row.id}`

interface ProjectListProps {
  columns: readonly Column<ListedProject>[]
  /** they were chosen, and may be more than a page is wide */
  boxed: boolean
  /** stands over each printed page */
  printed: ReactNode
  rows: readonly ListedProject[]
  asOf: Day
  lookingAt: string | null
  empty: ReactNode
}

/** One data, two shapes: a table on a desk, stacked rows on a phone. */
export function ProjectList({ columns, boxed, printed, rows, asOf, lookingAt, empty }: ProjectListProps) {
  if (rows.length === 0) return <>{empty}</>
  return (
    <>
      <div className="hidden md:block print:block">
        <DataTable
          caption="项目"
          columns={columns}
          boxed={boxed}
          printed={printed}
          rows={rows}
          rowKey={(row) => row.id}
          rowTo={recordPath}
          rowClass={(row) => (row.id === lookingAt ? 'bg-accent-50' : undefined)}
          defaultSort="-updatedAt"
          dense
        />
      </div>
      <ul className="divide-y divide-grey-200 md:hidden print:hidden">
        {rows.map((row) => (
          <li key={row.id} className="relative px-3 py-2.5">
            <div className="flex items-start justify-between gap-3">
              <Link to={recordPath(row)} className="min-w-0 font-medium text-ink after:absolute after:inset-0">
                {row.name}
              </Link>
              <span className="flex flex-none items-center gap-1.5 text-sm">
                {row.confidential && <Badge tone="danger">保密</Badge>}
                <StageThen row={row} />
              </span>
            </div>
            <p className="mt-0.5 text-sm text-grey-700">
              {[row.investor?.name, answerableUnit(row), row.park?.name].filter(Boolean).join(' · ')}
            </p>
            <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-600">
              {(row.onDay ?? row).investmentWan && <span>{formatWan((row.onDay ?? row).investmentWan)}</span>}
              {amountSince(row) && <span>今 {formatWan(row.investmentWan)}</span>}
              {row.rents ? <span>租赁厂房</span> : row.landMu && <span>{formatMu(row.landMu)}</span>}
              {row.signedFrom && <span>签约 {shortRange(row.signedFrom, row.signedTo)}</span>}
              {row.signedFrom && <Started row={row} asOf={asOf} label="开工" />}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
