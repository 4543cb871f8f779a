import { Check, CircleDashed, CircleSlash, CirclePause, CirclePlay, Flag } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { businessTime, formatDayRange } from '~/shared/day'
import { Badge, type Tone } from '~/ui/badge'
import { fitting, linesOf } from '~/ui/on-paper'
import { LeftOut } from '~/ui/print'
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
      body: <Body event={event} lines={linesTold(event, replaced)} projectId={record.id} />,
      meta: `${event.imported ? '台账导入' : `${event.recordedByName}登记`}，${businessTime(event.recordedAt)}`,
      actions: event.standing ? <Actions event={event} record={record} /> : undefined,
    }
  })
  const heights = [...record.events].reverse().map((event) => heightOnPaper(event, byId.get(event.supersedesId ?? '')))
  const onPaper = fitting(heights, roomFor(record))
  return (
    <>
      <Timeline items={items} onPaper={onPaper} />
      <LeftOut total={items.length} shown={onPaper} what="条历程" />
    </>
  )
}

/** Lines of one A4 for the timeline, as measured; what long texts of 基本情况 and 推进情况 need goes off. */
const LINES_OF_SHEET = 44
/** of an event: its title, who recorded it and the space below */
const HEAD_AND_FOOT = 2.6
/** texts are cut to so many lines on paper (`line-clamp`) */
const [TOLD_LINES, LONG_LINES] = [2, 4]
const FILES_ON_PAPER = 2

function roomFor({ content, remark, blockingIssue, nextStep }: RecordView): number {
  const wide = [content, remark].map((text) => (text ? linesOf(text, 72, LONG_LINES) - 1 : 0))
  const panel = [blockingIssue, nextStep].map((text) => (text ? linesOf(text, 34, LONG_LINES) + 1 : 0))
  return [...wide, ...panel].reduce((left, lines) => left - lines, LINES_OF_SHEET)
}

function heightOnPaper(event: EventView, replaced?: EventView): number {
  const told = linesTold(event, replaced).reduce((sum, line) => sum + linesOf(line, 36, TOLD_LINES), 0)
  return HEAD_AND_FOOT + told + Math.min(event.files.length, FILES_ON_PAPER + 1)
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

/** What is told of an event below its title. */
function linesTold(event: EventView, replaced?: EventView): string[] {
  return [
    replaced &&
      event.stage !== 'withdrawn' &&
      `更正自：${STAGE_NAMES[replaced.stage]}，${formatDayRange(replaced.occurred)}`,
    event.reason && `${event.supersedesId ? '更正原因' : '原因'}：${event.reason}`,
    event.note,
    event.waiverReason &&
      `容缺：${event.waiverReason}（${event.waiverBy}批准）${event.lacking.length > 0 ? `，尚缺${event.lacking.join('、')}` : ''}`,
    event.verified &&
      `${event.verified.byName}认定，${businessTime(event.verified.at)}${event.verified.note ? `：${event.verified.note}` : ''}`,
  ].filter((line): line is string => Boolean(line))
}

function Body({ event, lines, projectId }: { event: EventView; lines: readonly string[]; projectId: string }) {
  if (lines.length === 0 && event.files.length === 0) return null
  return (
    <div className="space-y-0.5">
      {lines.map((line, index) => (
        <p key={index} className="whitespace-pre-wrap print:line-clamp-2">
          {line}
        </p>
      ))}
      {event.files.length > 0 && <FileLinks files={event.files} removeFrom={projectId} onPaper={FILES_ON_PAPER} />}
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
