import { Link } from '@remix-run/react'
import type { Day } from '~/shared/day'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'
import { DataTable, type Column } from '~/ui/table'
import { answerableUnit, daysNotStarted, shortRange, type ListedProject } from '../domain/listed-project'
import { ProjectCards } from './list/project-cards'
import { StageDot } from './stage-dot'

interface NotStartedProps {
  rows: readonly ListedProject[]
  total: number
  /** the list of all of them */
  to: string
  today: Day
}

/** Signed and not started, the longest wait first. */
export function NotStartedPanel({ rows, total, to, today }: NotStartedProps) {
  return (
    <Panel
      title="签约未开工"
      flush
      actions={
        total > rows.length && (
          <Link to={to} className="text-sm">
            全部 {total} 个
          </Link>
        )
      }
    >
      {rows.length === 0 && <EmptyState compact title="没有签约未开工的项目" />}
      {rows.length > 0 && (
        <>
          <ProjectCards rows={rows} asOf={today} />
          <div className="hidden md:block print:block">
            <DataTable
              caption="签约未开工的项目，按签约天数排列"
              columns={notStartedColumns(today)}
              rows={rows}
              rowKey={(row) => row.id}
              rowTo={(row) => `/projects/${row.id}`}
              sortParam={null}
              sticky={false}
              dense
            />
          </div>
        </>
      )}
    </Panel>
  )
}

function notStartedColumns(today: Day): Column<ListedProject>[] {
  return [
    { key: 'name', head: '项目', primary: true, cell: (row) => row.name, className: 'text-left' },
    { key: 'unit', head: '责任单位', wideOnly: true, cell: answerableUnit },
    { key: 'stage', head: '阶段', wideOnly: true, cell: (row) => <StageDot stage={row.stage} status={row.status} /> },
    {
      key: 'signed',
      head: '签约',
      wideOnly: true,
      className: 'whitespace-nowrap',
      cell: (row) => shortRange(row.signedFrom, row.signedTo),
    },
    { key: 'days', head: '已签约', unit: '天', align: 'right', cell: (row) => daysNotStarted(row, today) },
  ]
}
