import { Link } from '@remix-run/react'
import type { Day } from '~/shared/day'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Notice } from '~/ui/form'
import { replyTo, type FormReply } from '~/ui/form-reply'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import {
  REVIVAL_LABELS,
  REVIVAL_OUTCOME_NAMES,
  STOCK_NAMES,
  subjectPath,
  type ListedRevival,
} from '../../domain/revival/revival'
import { RevivalCloseForm, RevivalForm } from './revival-form'
import { revivalArea, RevivalBadge, RevivalDue } from './revival-list'

interface RevivalPageProps {
  revival: ListedRevival & { mayManage: boolean }
  /** null where it is closed, or this reader may not change it */
  edit: { version: number; values: object; units: readonly { id: string; name: string }[] } | null
  today: Day
  reply: FormReply | undefined
}

/** One case: what it is about, what is done, and what came of it. */
export function RevivalPage({ revival, edit, today, reply }: RevivalPageProps) {
  const { subject, of, park, closedOn, outcome } = revival
  const answer = replyTo(reply)
  const refused = answer('reopen')?.message
  return (
    <Page
      title={`盘活 ${subject.name}`}
      crumbs={[{ label: '盘活', to: '/land/revival' }, { label: subject.name }]}
      marks={<RevivalBadge kind={revival.kind} />}
      actions={
        closedOn &&
        revival.mayManage && (
          <ConfirmDialog
            label="恢复办理"
            tone="quiet"
            title="恢复为在办？"
            confirmLabel="恢复"
            fields={{ intent: 'reopen' }}
          >
            只用于办结登错；结果和成效将清除，修改记录里仍可查阅。
          </ConfirmDialog>
        )
      }
    >
      {refused && (
        <div className="mb-3">
          <Notice tone="danger">{refused}</Notice>
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="min-w-0 space-y-4">
          <Panel title="情况和措施">
            <KeyValue
              columns={2}
              items={[
                { label: STOCK_NAMES[of], value: <Link to={subjectPath(revival)}>{subject.name}</Link> },
                { label: '面积', value: revivalArea(revival) },
                { label: '园区', value: park?.name },
                { label: REVIVAL_LABELS.unitId, value: revival.unit.name },
                { label: REVIVAL_LABELS.openedOn, value: revival.openedOn },
                {
                  label: REVIVAL_LABELS.dueOn,
                  value: closedOn ? revival.dueOn : <RevivalDue row={revival} today={today} />,
                },
                { label: REVIVAL_LABELS.reason, value: revival.reason, wide: true },
                { label: REVIVAL_LABELS.measure, value: revival.measure, wide: true },
                ...(closedOn && outcome
                  ? [
                      { label: REVIVAL_LABELS.outcome, value: REVIVAL_OUTCOME_NAMES[outcome] },
                      { label: REVIVAL_LABELS.closedOn, value: closedOn },
                      { label: REVIVAL_LABELS.result, value: revival.result, wide: true },
                    ]
                  : []),
              ]}
            />
          </Panel>
          {edit && (
            <Panel title="修改">
              <RevivalForm {...edit} submitLabel="保存" reply={answer('edit')} />
            </Panel>
          )}
        </div>
        {edit && (
          <div className="min-w-0">
            <Panel title="办结">
              <RevivalCloseForm today={today} reply={answer('close')} />
            </Panel>
          </div>
        )}
      </div>
    </Page>
  )
}
