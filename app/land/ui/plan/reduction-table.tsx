import { Link } from '@remix-run/react'
import { formatPercent } from '~/shared/money'
import { LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { searchWith } from '~/ui/search-params'
import { DataTable } from '~/ui/table'
import { movedValue } from '../../domain/filter'
import { taskProgress } from '../../domain/plan/reduction'
import type { ReductionRow } from '../../server/plan/three-not'
import { mu } from '../plot-list'

interface ReductionTableProps {
  tasks: readonly ReductionRow[]
  to: string
  knownOn?: string
  mayManage: boolean
}

/** The tasks of a year and how far they are done; each number opens its plots. */
export function ReductionTable({ tasks, to, knownOn, mayManage }: ReductionTableProps) {
  const plots = ({ park }: ReductionRow, asked: Record<string, string>) =>
    `/plots${searchWith('', { ...asked, knownOn, park: park?.id })}`
  return (
    <DataTable
      caption="消化任务"
      sortParam={null}
      rows={tasks}
      rowKey={({ id }) => id}
      dense
      columns={[
        { key: 'park', head: '园区', primary: true, cell: ({ park }) => park?.name ?? '全县' },
        { key: 'unit', head: '责任单位', cell: ({ unit }) => unit?.name },
        { key: 'target', head: '任务', unit: '亩', align: 'right', cell: ({ targetMu }) => mu(targetMu) },
        {
          key: 'baseline',
          head: '基期三未',
          unit: '亩',
          align: 'right',
          cell: (row) => (
            <>
              <Link to={plots(row, { threeNot: '1', on: row.baselineOn })}>{mu(row.baselineMu)}</Link>
              <span className="block text-xs text-grey-600">{row.baselineOn}</span>
            </>
          ),
        },
        {
          key: 'reduced',
          head: '已消化',
          unit: '亩',
          align: 'right',
          cell: (row) => (
            <Link to={plots(row, { moved: movedValue('left', row.baselineOn, to) })}>{mu(row.reducedMu)}</Link>
          ),
        },
        { key: 'percent', head: '完成率', align: 'right', cell: (row) => formatPercent(taskProgress(row).percent) },
        { key: 'left', head: '还差', unit: '亩', align: 'right', cell: (row) => mu(taskProgress(row).leftMu) },
        ...(mayManage
          ? [
              {
                key: 'act',
                head: '操作',
                nowrap: true,
                cell: ({ id, park, year }: ReductionRow) => (
                  <span className="relative flex gap-1">
                    <LinkButton to={`/land/three-not/task?id=${id}`} size="small" tone="quiet">
                      修改
                    </LinkButton>
                    <ConfirmDialog
                      label="移除"
                      size="small"
                      tone="quiet"
                      title={`移除${park?.name ?? '全县'} ${year} 年的任务？`}
                      confirmLabel="移除"
                      action="/land/three-not/task"
                      fields={{ intent: 'remove', id }}
                    />
                  </span>
                ),
              },
            ]
          : []),
      ]}
      empty={<p className="px-4 py-3 text-grey-600">这一年没有下达消化任务。</p>}
    />
  )
}
