import { Link } from '@remix-run/react'
import { ALLOCATION_STATE_NAMES } from '../../domain/allocation/allocation'
import type { PlotHolder } from '../../domain/plot'
import type { PlotStatus } from '../../domain/status/status'

/** In these nobody looks for land, even where no project of ours is known to stand there. */
const USED: ReadonlySet<PlotStatus> = new Set(['suppliedNotUsed', 'underConstruction', 'inUse'])

/** Who has a plot: the state, the project as far as the reader may know, and until when. */
export function HolderWords({ holder, status }: { holder: PlotHolder | null; status: PlotStatus }) {
  if (!holder && USED.has(status)) return <span className="text-grey-600">未登记项目</span>
  if (!holder) return <span className="text-good">可用</span>
  const { state, until, project } = holder
  return (
    <span>
      {ALLOCATION_STATE_NAMES[state]}
      {state === 'held' && until ? `至 ${until}` : ''} ·{' '}
      {project ? <Link to={`/projects/${project.id}`}>{project.name}</Link> : '其他项目'}
    </span>
  )
}
