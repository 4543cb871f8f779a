import { formatDayRange } from '~/shared/day'
import { Badge } from '~/ui/badge'
import { Steps, type Step } from '~/ui/steps'
import { EVIDENCE_FOR } from '../../domain/guards'
import { PATH, STAGE_NAMES, type PathStage } from '../../domain/stages'
import type { ReachedView, RecordView } from './view'

type Record = Pick<RecordView, 'reached' | 'stage' | 'rents' | 'ownLand'>

/** Where the project stands on its path: reached with which day, 认定 or only reported, 容缺. */
export function StageTrack({ record }: { record: Record }) {
  return <Steps label="阶段" items={PATH.map((stage) => stepOf(stage, record))} />
}

function stepOf(stage: PathStage, record: Record): Step {
  const base = { key: stage, label: STAGE_NAMES[stage] }
  const reached = record.reached[stage]
  if (stage === 'landSupplied' && !reached?.own && (record.rents || record.ownLand)) {
    return { ...base, state: 'skipped', note: record.rents ? '租赁厂房' : '自有用地' }
  }
  if (!reached) return { ...base, state: 'todo' }
  return {
    ...base,
    state: stage === record.stage ? 'current' : 'done',
    note: noteOf(stage, reached),
    marks: reached.own ? <Marks stage={stage} reached={reached} /> : undefined,
  }
}

function noteOf(stage: PathStage, { own, occurred }: ReachedView): string {
  if (own && occurred.from) return formatDayRange(occurred)
  if (stage === 'landSupplied') return '供地时间不详'
  return own ? '日期不详' : '未单独登记'
}

function Marks({ stage, reached }: { stage: PathStage; reached: ReachedView }) {
  const { verified, waiverReason } = reached.event
  return (
    <>
      {verified && <Badge tone="good">已认定</Badge>}
      {!verified && EVIDENCE_FOR[stage] && (
        <Badge tone="warning" title="单位填报，招商局尚未认定">
          待核
        </Badge>
      )}
      {waiverReason && (
        <Badge tone="danger" title={`容缺：${waiverReason}`}>
          容缺
        </Badge>
      )}
    </>
  )
}
