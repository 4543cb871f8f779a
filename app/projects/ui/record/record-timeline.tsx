import { Check, CircleDashed, CircleSlash, CirclePause, CirclePlay, Flag } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { businessTime, formatDayRange } from '~/shared/day'
import { Badge, type Tone } from '~/ui/badge'
import { Timeline, type TimelineItem } from '~/ui/timeline'
import { EVIDENCE_FOR } from '../../domain/guards'
import { isPathStage, STAGE_NAMES } from '../../domain/stages'
import { CorrectionForm } from '../record-actions/correction-form'
import { RecordAction } from '../record-actions/record-action'
import { EvidenceForm } from '../record-actions/evidence-form'
import { VerificationForm } from '../record-actions/verification-form'
import { FileLinks } from './file-links'
import type { EventView, RecordView } from './view'

/** What happened, the last recorded first; what was corrected stays, struck through. */
export function RecordTimeline({ record }: { record: RecordView }) {
  const byId = new Map(record.events.map((event) => [event.id, event]))
  const items = [...record.events].reverse().map((event): TimelineItem => {
    const replaced = event.supersedesId ? byId.get(event.supersedesId) : undefined
    return {
      key: event.id,
      ...lookOf(event),
      superseded: !event.standing && event.stage !== 'withdrawn',
      title: titleOf(event, replaced),
      when: event.stage === 'withdrawn' ? null : <When event={event} />,
      body: <Body event={event} replaced={replaced} projectId={record.id} />,
      meta: `${event.imported ? '台账导入' : `${event.recordedByName}登记`}，${businessTime(event.recordedAt)}`,
      actions: event.standing ? <Actions event={event} record={record} /> : undefined,
    }
  })
  return <Timeline items={items} />
}

function lookOf(event: EventView): { icon: LucideIcon; tone: Tone } {
  if (event.stage === 'withdrawn' || !event.standing) return { icon: CircleSlash, tone: 'neutral' }
  if (event.verified) return { icon: Check, tone: 'good' }
  if (event.stage === 'suspended') return { icon: CirclePause, tone: 'warning' }
  if (event.stage === 'ended') return { icon: CircleSlash, tone: 'danger' }
  if (event.stage === 'resumed') return { icon: CirclePlay, tone: 'info' }
  return { icon: isPathStage(event.stage) && EVIDENCE_FOR[event.stage] ? CircleDashed : Flag, tone: 'accent' }
}

function titleOf(event: EventView, replaced?: EventView): string {
  if (event.stage === 'withdrawn') return replaced ? `撤回“${STAGE_NAMES[replaced.stage]}”` : '撤回'
  return STAGE_NAMES[event.stage]
}

function When({ event }: { event: EventView }) {
  const { occurred, stage, standing, verified, waiverReason, lacking } = event
  const unknown = !occurred.from && stage === 'landSupplied' ? '供地时间不详' : formatDayRange(occurred)
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <span className={standing ? undefined : 'line-through'}>{unknown}</span>
      {!standing && <Badge>已更正</Badge>}
      {standing && verified && <Badge tone="good">已认定</Badge>}
      {standing && !verified && isPathStage(stage) && EVIDENCE_FOR[stage] && <Badge tone="warning">待核</Badge>}
      {standing && waiverReason && (
        <Badge tone={lacking.length > 0 ? 'danger' : 'neutral'}>{lacking.length > 0 ? '容缺' : '容缺已补'}</Badge>
      )}
    </span>
  )
}

function Body({ event, replaced, projectId }: { event: EventView; replaced?: EventView; projectId: string }) {
  const lines = [
    replaced &&
      event.stage !== 'withdrawn' &&
      `更正自：${STAGE_NAMES[replaced.stage]}，${formatDayRange(replaced.occurred)}`,
    event.reason && `${event.supersedesId ? '更正原因' : '原因'}：${event.reason}`,
    event.note,
    event.waiverReason &&
      `容缺：${event.waiverReason}（${event.waiverBy}批准）${event.lacking.length > 0 ? `，尚缺${event.lacking.join('、')}` : ''}`,
    event.verified &&
      `${event.verified.byName}认定，${businessTime(event.verified.at)}${event.verified.note ? `：${event.verified.note}` : ''}`,
  ].filter(Boolean)
  if (lines.length === 0 && event.files.length === 0) return null
  return (
    <div className="space-y-0.5">
      {lines.map((line, index) => (
        <p key={index} className="whitespace-pre-wrap">
          {line}
        </p>
      ))}
      {event.files.length > 0 && <FileLinks files={event.files} removeFrom={projectId} />}
    </div>
  )
}

function Actions({ event, record }: { event: EventView; record: RecordView }) {
  const { may, id, rents } = record
  const at = `/projects/${id}/events/${event.id}`
  const common = { cancelTo: `/projects/${id}` }
  if (event.stage === 'withdrawn') return null
  const verifiable = may.verifyStage && !event.verified && isPathStage(event.stage) && EVIDENCE_FOR[event.stage]
  return (
    <div className={verifiable ? 'flex gap-2' : '-ml-2 flex gap-2'}>
      {verifiable && (
        <RecordAction to={`${at}/verify`} label="认定" title={`认定“${STAGE_NAMES[event.stage]}”`} size="small">
          {(fetcher) => (
            <VerificationForm event={event} rents={rents} action={`${at}/verify`} fetcher={fetcher} {...common} />
          )}
        </RecordAction>
      )}
      {may.addEvidence && (
        <RecordAction
          to={`/projects/${id}/evidence?event=${event.id}`}
          label="传佐证"
          title="上传佐证"
          size="small"
          tone="quiet"
        >
          {(fetcher) => (
            <EvidenceForm
              event={event}
              rents={rents}
              action={`/projects/${id}/evidence`}
              fetcher={fetcher}
              {...common}
            />
          )}
        </RecordAction>
      )}
      {may.correctStage && (
        <RecordAction to={`${at}/correct`} label="更正" title="更正或撤回" size="small" tone="quiet">
          {(fetcher) => (
            <CorrectionForm event={event} record={record} action={`${at}/correct`} fetcher={fetcher} {...common} />
          )}
        </RecordAction>
      )}
    </div>
  )
}
