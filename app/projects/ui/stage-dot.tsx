import { StatusDot } from '~/ui/badge'
import { STAGE_NAMES, STATUS_NAMES, type PathStage, type ProjectStatus } from '../domain/stages'
import { stageLook } from './stage-look'

/** Where a project stands: stage, and 暂缓 or 终止 where it does. */
export function StageDot({ stage, status }: { stage: PathStage; status: ProjectStatus }) {
  return (
    <StatusDot {...stageLook(stage, status)}>
      {STAGE_NAMES[stage]}
      {status !== 'active' && <span className="text-grey-600">·{STATUS_NAMES[status]}</span>}
    </StatusDot>
  )
}
