import { Link } from '@remix-run/react'
import { Pencil } from 'lucide-react'
import type { ComponentProps } from 'react'
import type { Day } from '~/shared/day'
import { LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Notice } from '~/ui/form'
import { replyTo, type FormReply } from '~/ui/form-reply'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { DataTable } from '~/ui/table'
import { factoryName, floorWords } from '../../domain/factory/factory'
import type { ListedRevival } from '../../domain/revival/revival'
import type { FactoryRecord } from '../../server/factory/factories'
import { FactoryStateWord, FactoryTenantWords, m2 } from './factory-list'
import { LeaseEndForm, LeaseForm } from './lease-form'
import { RevivalPanel } from '../revival/revival-panel'

interface FactoryPageProps {
  floor: FactoryRecord
  /** null where it cannot be let now, or not by this reader */
  choices: Pick<ComponentProps<typeof LeaseForm>, 'projects' | 'total'> | null
  revival: ListedRevival | null
  today: Day
  reply: FormReply | undefined
}

/** A floor: its facts, who rents it, and who did. */
export function FactoryPage({ floor, choices, revival, today, reply }: FactoryPageProps) {
  const { lease, leases, mayManage, plot } = floor
  const answer = replyTo(reply)
  return (
    <Page
      title={factoryName(floor)}
      crumbs={[{ label: '标准厂房', to: '/factories' }, { label: factoryName(floor) }]}
      marks={<FactoryStateWord state={floor.state} />}
      actions={
        mayManage && (
          <>
            {leases.length === 0 && (
              <ConfirmDialog
                label="移除"
                tone="quiet"
                title={`移除“${factoryName(floor)}”？`}
                confirmLabel="移除"
                fields={{ intent: 'remove' }}
              >
                只用于登记错的楼层；没有出租过的才能移除。
              </ConfirmDialog>
            )}
            <LinkButton to={`/factories/${floor.id}/edit`} icon={Pencil}>
              编辑
            </LinkButton>
          </>
        )
      }
    >
      {answer('remove')?.message && (
        <div className="mb-3">
          <Notice tone="danger">{answer('remove')?.message}</Notice>
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="min-w-0 space-y-4">
          <Panel title="基本情况">
            <KeyValue
              columns={2}
              items={[
                { label: '园区', value: floor.park.name },
                { label: '所在地块', value: plot && <Link to={`/plots/${plot.id}`}>{plot.code}</Link> },
                { label: '楼栋', value: floor.building },
                { label: '楼层', value: floorWords(floor.floor) },
                { label: '建筑面积', value: `${m2(floor.areaM2)} ㎡` },
                { label: '层高', value: floor.heightM === null ? null : `${floor.heightM} m` },
                { label: '楼面荷载', value: floor.loadKn === null ? null : `${floor.loadKn} kN/㎡` },
                { label: '租金', value: floor.rentYuan === null ? null : `${floor.rentYuan} 元/㎡·月` },
                ...(floor.state === 'underConstruction' ? [{ label: '预计建成', value: floor.doneOn }] : []),
                { label: '说明', value: floor.note, wide: true },
              ]}
            />
          </Panel>
          <Panel title="租赁经过" flush>
            <DataTable
              caption="租赁经过"
              sortParam={null}
              rows={leases}
              rowKey={({ id }) => id}
              rowClass={({ endedOn }) => (endedOn ? 'text-grey-500' : undefined)}
              columns={[
                {
                  key: 'tenant',
                  head: '承租方',
                  primary: true,
                  cell: ({ project, tenant }) =>
                    project ? <Link to={`/projects/${project.id}`}>{project.name}</Link> : (tenant ?? '其他项目'),
                },
                { key: 'from', head: '起租', nowrap: true, cell: ({ from }) => from },
                { key: 'until', head: '租期至', nowrap: true, cell: ({ until }) => until },
                { key: 'document', head: '租赁合同', cell: ({ document }) => document },
                {
                  key: 'ended',
                  head: '退租',
                  cell: ({ endedOn, endNote }) => [endedOn, endNote].filter(Boolean).join(' '),
                },
                { key: 'by', head: '登记人', nowrap: true, wideOnly: true, cell: (row) => row.recordedByName },
              ]}
              empty={<p className="px-4 py-3 text-grey-600">还没有出租过。</p>}
            />
          </Panel>
        </div>
        <div className="min-w-0 space-y-4">
          <Panel title={lease ? '承租' : '出租'}>
            {lease && (
              <p className="mb-3">
                <FactoryTenantWords floor={floor} today={today} />
              </p>
            )}
            {floor.state === 'underConstruction' && <p>在建，建成后才能出租。</p>}
            {floor.state === 'vacant' && !choices && <p>空置，可以出租。</p>}
            {choices && <LeaseForm {...choices} today={today} reply={answer('let')} />}
            {lease && mayManage && <LeaseEndForm today={today} reply={answer('release')} />}
          </Panel>
          <RevivalPanel
            revival={revival}
            today={today}
            enterTo={floor.mayRevive ? `/land/revival/new?factory=${floor.id}` : null}
          />
        </div>
      </div>
    </Page>
  )
}
