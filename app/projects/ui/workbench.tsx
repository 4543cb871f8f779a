import { Link } from '@remix-run/react'
import { daysBetween, type Day } from '~/shared/day'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'
import { DataTable, type Column } from '~/ui/table'
import { answerableUnit, daysNotStarted, shortRange, type ListedProject } from '../domain/listed-project'
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
      <DataTable
        caption="签约未开工的项目，按签约天数排列"
        columns={notStartedColumns(today)}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/projects/${row.id}`}
        sortParam={null}
        sticky={false}
        dense
        empty={<EmptyState compact title="没有签约未开工的项目" />}
      />
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

export interface DueStep {
  id: string
  name: string
  nextStep: string | null
  nextStepOn: Day
}

/** Next steps whose day is near or gone. */
export function DuePanel({
  steps,
  total,
  to,
  today,
}: {
  steps: readonly DueStep[]
  total: number
  to: string
  today: Day
}) {
  return (
    <Panel
      title="七天内到期的下一步（含已过期）"
      actions={
        total > steps.length && (
          <Link to={to} className="text-sm">
            全部 {total} 项
          </Link>
        )
      }
    >
      {steps.length === 0 && <EmptyState compact title="没有已过期和七天内到期的工作" />}
      <ul className="space-y-2.5">
        {steps.map((step) => (
          <li key={step.id}>
            <div className="flex items-baseline justify-between gap-3">
              <Link to={`/projects/${step.id}`} className="min-w-0 truncate font-medium">
                {step.name}
              </Link>
              <Due on={step.nextStepOn} today={today} />
            </div>
            {step.nextStep && <p className="mt-0.5 text-sm text-grey-700">{step.nextStep}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Due({ on, today }: { on: Day; today: Day }) {
  const days = daysBetween(today, on)
  if (days < 0) return <span className="flex-none text-sm text-danger">已过 {-days} 天</span>
  return <span className="flex-none text-sm text-grey-700">{days === 0 ? '今天' : `${on}（${days} 天后）`}</span>
}
