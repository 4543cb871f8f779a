import { Pencil, Printer } from 'lucide-react'
import { Badge } from '~/ui/badge'
import { Button, LinkButton } from '~/ui/button'
import { Checkbox } from '~/ui/choice'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { KeptForm } from '~/ui/draft/kept-form'
import { Notice } from '~/ui/form'
import type { FormReply } from '~/ui/form-reply'
import { KeyValue } from '~/ui/key-value'
import { Page, Panel } from '~/ui/page'
import { MEETING_LEVEL_NAMES } from '../../domain/meetings/meeting'
import type { MeetingRecord } from '../../server/meetings/read-meetings'
import { ReviewFileLink } from '../review-file'
import { Agenda } from './agenda'

interface MeetingPageProps {
  meeting: MeetingRecord
  /** what may still be put on the agenda; null where the reader does not keep it */
  candidates: readonly { id: string; name: string }[] | null
  reply: FormReply | undefined
}

/** A meeting: agenda, people, decisions and minutes. */
export function MeetingPage({ meeting, candidates, reply }: MeetingPageProps) {
  const { id, name, level, park, heldOn, place, members, attended, present, needed, items, held, mayManage } = meeting
  return (
    <Page
      title={name}
      note={[park ?? MEETING_LEVEL_NAMES[level], heldOn, place].filter(Boolean).join('，')}
      marks={<Badge tone={held ? 'neutral' : 'info'}>{held ? '已召开' : '待召开'}</Badge>}
      crumbs={[{ label: '会议', to: '/meetings' }, { label: name }]}
      actions={
        <>
          <LinkButton to={`/meetings/${id}/list`} icon={Printer}>
            清单
          </LinkButton>
          {mayManage && items.length === 0 && (
            <ConfirmDialog
              label="取消会议"
              tone="quiet"
              title={`取消“${name}”？`}
              confirmLabel="取消会议"
              fields={{ intent: 'cancel' }}
            />
          )}
          {mayManage && (
            <LinkButton to={`/meetings/${id}/edit`} icon={Pencil}>
              编辑
            </LinkButton>
          )}
        </>
      }
    >
      {reply?.message && (
        <div className="mb-3">
          <Notice tone="danger">{reply.message}</Notice>
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,1fr)_340px] xl:items-start">
        <div className="min-w-0 space-y-4">
          <Panel title={`议程（${items.length} 个项目）`} flush>
            <Agenda meeting={meeting} />
          </Panel>
          {candidates && <AddPanel candidates={candidates} />}
          {(meeting.minutes || meeting.file) && (
            <Panel title="会议纪要">
              {meeting.minutes && <p className="whitespace-pre-line">{meeting.minutes}</p>}
              {meeting.file && <ReviewFileLink file={meeting.file} />}
            </Panel>
          )}
        </div>
        <Panel title="到会">
          {held && meeting.quorumFault && (
            <div className="mb-3">
              <Notice tone="warning">{meeting.quorumFault}，不能登记决定。</Notice>
            </div>
          )}
          <KeyValue
            items={[
              { label: '应到', value: members.length > 0 ? `${members.length} 人：${members.join('、')}` : null },
              { label: '法定人数', value: members.length > 0 ? `${needed} 人` : null },
              {
                label: '到会',
                value: attended.length > 0 ? `${attended.join('、')}` : null,
                note: attended.length > 0 ? `应到成员实到 ${present} 人` : undefined,
              },
            ]}
          />
        </Panel>
      </div>
    </Page>
  )
}

function AddPanel({ candidates }: { candidates: readonly { id: string; name: string }[] }) {
  return (
    <Panel title="列入议程">
      {candidates.length === 0 ? (
        <p className="text-grey-600">没有已出具预审结论、等候审议的项目。</p>
      ) : (
        <KeptForm method="post" key={candidates.map(({ id }) => id).join()}>
          <input type="hidden" name="intent" value="add" />
          <ul className="grid max-h-72 gap-x-4 gap-y-1.5 overflow-y-auto sm:grid-cols-2">
            {candidates.map(({ id, name }) => (
              <li key={id}>
                <Checkbox label={name} name="screenings[]" value={id} />
              </li>
            ))}
          </ul>
          <Button type="submit" className="mt-3">
            列入议程
          </Button>
        </KeptForm>
      )}
    </Panel>
  )
}
