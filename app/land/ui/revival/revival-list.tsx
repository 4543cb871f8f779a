import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Day } from '~/shared/day'
import { Badge } from '~/ui/badge'
import type { Column } from '~/ui/table'
import { TableAndCards } from '~/ui/table-and-cards'
import {
  isOverdue,
  REVIVAL_KIND_NAMES,
  REVIVAL_OUTCOME_NAMES,
  type ListedRevival,
  type RevivalKind,
} from '../../domain/revival/revival'
import { m2 } from '../factory/factory-list'
import { mu } from '../plot-list'

export const RevivalBadge = ({ kind }: { kind: RevivalKind }) => (
  <Badge tone="warning">{REVIVAL_KIND_NAMES[kind]}</Badge>
)

/** 亩 of a plot, m² of a floor. */
export const revivalArea = ({ mu: area, m2: floor }: Pick<ListedRevival, 'mu' | 'm2'>) =>
  area === null ? `${m2(floor ?? 0)} ㎡` : `${mu(area)} 亩`

/** When it is due or was closed, and how. */
export function RevivalDue({ row, today }: { row: ListedRevival; today: Day }) {
  if (row.closedOn && row.outcome)
    return (
      <>
        {row.closedOn} {REVIVAL_OUTCOME_NAMES[row.outcome]}
      </>
    )
  return (
    <span className={isOverdue(row, today) ? 'text-danger' : undefined}>
      {row.dueOn}
      {isOverdue(row, today) && '（超期）'}
    </span>
  )
}

const columnsOf = (today: Day): Column<ListedRevival>[] => [
  { key: 'subject', head: '地块或厂房', primary: true, cell: ({ subject }) => subject.name },
  { key: 'kind', head: '类型', nowrap: true, cell: ({ kind }) => <RevivalBadge kind={kind} /> },
  { key: 'park', head: '园区', cell: ({ park }) => park?.name },
  { key: 'area', head: '面积', align: 'right', cell: revivalArea },
  { key: 'measure', head: '盘活措施', cell: ({ measure }) => measure },
  { key: 'unit', head: '责任单位', cell: ({ unit }) => unit.name },
  { key: 'opened', head: '列入', nowrap: true, wideOnly: true, cell: ({ openedOn }) => openedOn },
  { key: 'due', head: '时限、结果', nowrap: true, cell: (row) => <RevivalDue row={row} today={today} /> },
]

/** The ledger: a table on a desk, cards on a phone. */
export function RevivalList({ rows, today, empty }: { rows: readonly ListedRevival[]; today: Day; empty: ReactNode }) {
  return (
    <TableAndCards
      caption="盘活台账"
      columns={columnsOf(today)}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/land/revival/${id}`}
      sortParam={null}
      empty={empty}
      card={(row) => (
        <>
          <p className="flex items-baseline justify-between gap-2">
            <Link
              to={`/land/revival/${row.id}`}
              className="min-w-0 truncate font-medium text-ink after:absolute after:inset-0"
            >
              {row.subject.name}
            </Link>
            <span className="whitespace-nowrap font-medium">{revivalArea(row)}</span>
          </p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm text-grey-700">
            <RevivalBadge kind={row.kind} />
            <span>{row.measure}</span>
          </p>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-700">
            <span>{row.unit.name}</span>
            <RevivalDue row={row} today={today} />
          </p>
        </>
      )}
    />
  )
}
