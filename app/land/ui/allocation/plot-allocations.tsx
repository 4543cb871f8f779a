import { Link } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { ALLOCATION_STATE_NAMES } from '../../domain/allocation/allocation'
import type { PlotRecord } from '../../server/plot-record'

/** Every project on a plot: the one that has it, those in line behind it, and those that were there. */
export function PlotAllocations({ plot }: { plot: Pick<PlotRecord, 'id' | 'history' | 'mayHold'> }) {
  return (
    <Panel
      title="选址与供地"
      flush
      actions={
        plot.mayHold && (
          <LinkButton to={`/plots/${plot.id}/propose`} size="small" tone="quiet" icon={Plus}>
            意向选址
          </LinkButton>
        )
      }
    >
      <DataTable
        caption="选址与供地"
        sortParam={null}
        rows={plot.history.allocations}
        rowKey={({ id }) => id}
        rowClass={({ over }) => (over ? 'text-grey-500' : undefined)}
        columns={[
          {
            key: 'project',
            head: '项目',
            primary: true,
            cell: ({ project }) => (project ? <Link to={`/projects/${project.id}`}>{project.name}</Link> : '其他项目'),
          },
          {
            key: 'state',
            head: '环节',
            nowrap: true,
            cell: ({ state, inLine, lapsed }) => (
              <>
                {lapsed ? '锁定已到期' : ALLOCATION_STATE_NAMES[state]}
                {inLine !== null && <span className="ml-1.5 text-sm text-grey-600">第 {inLine} 顺位</span>}
              </>
            ),
          },
          { key: 'since', head: '自', nowrap: true, cell: ({ since }) => since },
          { key: 'until', head: '锁定至', nowrap: true, cell: ({ until }) => until },
          {
            key: 'open',
            head: '经过',
            nowrap: true,
            cell: ({ id, project }) => (
              <Link to={`/plots/${plot.id}/allocations/${id}`} className="relative">
                办理<span className="sr-only">：{project?.name ?? '其他项目'}</span>
              </Link>
            ),
          },
        ]}
        empty={<p className="px-4 py-3 text-grey-600">还没有项目选这块地。</p>}
      />
    </Panel>
  )
}
