import type { Day } from '~/shared/day'
import { formatMu, formatWan } from '~/shared/money'
import { LinkButton } from '~/ui/button'
import { KeyValue } from '~/ui/key-value'
import { SidePanel } from '~/ui/side-panel'
import { StageDot } from '../stage-dot'
import type { RecordView } from '../record/view'
import { waitingText } from '../record/waiting'

/** A project beside the list: what it is, where it stands, what comes next. */
export function QuickLook({ record, today, closeTo }: { record: RecordView; today: Day; closeTo: string }) {
  const waiting = waitingText(record, today)
  return (
    <SidePanel
      title={record.name}
      closeTo={closeTo}
      actions={
        <LinkButton to={`/projects/${record.id}`} size="small" tone="primary">
          打开
        </LinkButton>
      }
    >
      <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <StageDot stage={record.stage} status={record.status} />
        {waiting && <span className={waiting.late ? 'text-warning' : 'text-grey-700'}>{waiting.text}</span>}
      </p>
      <KeyValue
        items={[
          { label: '投资方', value: record.investorName },
          { label: '责任单位', value: record.landedAtName ?? record.introducedByName ?? record.unitName },
          { label: '园区', value: record.parkName },
          { label: '产业', value: record.industry },
          { label: '总投资', value: formatWan(record.investmentWan) },
          { label: '用地', value: record.rents ? '租赁厂房' : formatMu(record.landMu) },
          { label: '包保领导', value: record.sponsor },
          { label: '存在问题', value: record.blockingIssue },
          { label: '下一步', value: record.nextStep, note: record.nextStepOn && `时限 ${record.nextStepOn}` },
          { label: '建设内容', value: record.content },
        ]}
      />
    </SidePanel>
  )
}
