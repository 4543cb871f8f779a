import type { Day } from '~/shared/day'
import { LinkButton } from '~/ui/button'
import { KeyValue } from '~/ui/key-value'
import { SidePanel } from '~/ui/side-panel'
import { StageDot } from '../stage-dot'
import { fact } from '../record/record-facts'
import type { RecordView } from '../record/view'
import { waitingText } from '../record/waiting'
import { answerableUnit } from '../../domain/listed-project'

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
          fact(record, 'investorName'),
          { label: '责任单位', value: answerableUnit(record) },
          fact(record, 'parkId'),
          fact(record, 'industry'),
          fact(record, 'investmentWan'),
          { ...fact(record, 'landMu'), ...(record.rents && { value: '租赁厂房' }) },
          fact(record, 'sponsor'),
          fact(record, 'blockingIssue'),
          { ...fact(record, 'nextStep', record.nextStepOn && `时限 ${record.nextStepOn}`), label: '下一步' },
          fact(record, 'content'),
        ]}
      />
    </SidePanel>
  )
}
