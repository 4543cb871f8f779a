import { Plus } from 'lucide-react'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import type { PlotRecord } from '../../server/plot-record'
import { PlotStatusWord } from '../plot-list'
import { PaperLink } from '../paper-link'

/** Every change of a plot's status, the last first; what was put right stays to be read. */
export function StatusHistory({ plot }: { plot: Pick<PlotRecord, 'id' | 'history' | 'mayChangeStatus'> }) {
  const at = `/plots/${plot.id}/status`
  return (
    <Panel
      title="状态变化"
      flush
      actions={
        plot.mayChangeStatus && (
          <LinkButton to={at} size="small" tone="quiet" icon={Plus}>
            登记变化
          </LinkButton>
        )
      }
    >
      <DataTable
        caption="状态变化"
        sortParam={null}
        rows={plot.history.statuses}
        rowKey={({ id }) => id}
        rowClass={({ standing }) => (standing ? undefined : 'text-grey-500')}
        columns={[
          {
            key: 'status',
            head: '状态',
            primary: true,
            nowrap: true,
            cell: ({ status, standing }) =>
              standing ? (
                <PlotStatusWord status={status} />
              ) : (
                <s>
                  <PlotStatusWord status={status} />
                </s>
              ),
          },
          { key: 'from', head: '自', nowrap: true, cell: ({ from }) => from ?? '时间不详' },
          {
            key: 'source',
            head: '依据',
            cell: ({ document, note, reason, withdrawn, file }) => (
              <>
                {[document, note].filter(Boolean).join('；')}
                {reason && (
                  <span className="block text-xs">
                    {withdrawn ? '撤回' : '更正'}：{reason}
                  </span>
                )}
                {file && <PaperLink plotId={plot.id} file={file} />}
              </>
            ),
          },
          {
            key: 'recorded',
            head: '登记',
            wideOnly: true,
            nowrap: true,
            cell: ({ recordedOn, recordedByName }) => (
              <span className="text-sm text-grey-600">
                {recordedByName} {recordedOn}
              </span>
            ),
          },
          ...(plot.mayChangeStatus
            ? [
                {
                  key: 'act',
                  head: '操作',
                  nowrap: true,
                  cell: ({ id, standing }: PlotRecord['history']['statuses'][number]) =>
                    standing && (
                      <LinkButton to={`${at}/${id}`} size="small" tone="quiet">
                        更正
                      </LinkButton>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  )
}
