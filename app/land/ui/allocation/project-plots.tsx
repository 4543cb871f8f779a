import { Link } from '@remix-run/react'
import { MapPin, Radar } from 'lucide-react'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import { ALLOCATION_STATE_NAMES } from '../../domain/allocation/allocation'
import type { ProjectPlot } from '../../server/allocation/project-plots'
import { mu } from '../plot-list'

/** The plots of a project, on its record. */
export function ProjectPlots({
  projectId,
  plots,
  rents = false,
  mayPropose,
}: {
  projectId: string
  plots: readonly ProjectPlot[]
  /** it looks for a factory, not for a plot */
  rents?: boolean
  mayPropose: boolean
}) {
  if (plots.length === 0 && !mayPropose) return null
  return (
    <Panel
      title="用地"
      actions={
        mayPropose && (
          <>
            <LinkButton to={`/projects/${projectId}/plot-matches`} size="small" tone="quiet" icon={Radar}>
              选址匹配
            </LinkButton>
            {!rents && (
              <LinkButton to={`/projects/${projectId}/plots`} size="small" tone="quiet" icon={MapPin}>
                选地块
              </LinkButton>
            )}
          </>
        )
      }
    >
      {plots.length === 0 && <p className="text-grey-600">{rents ? '租用厂房，不经过供地。' : '还没有选地块。'}</p>}
      <ul className="space-y-2">
        {plots.map((plot) => (
          <li key={plot.allocationId}>
            <Link to={`/plots/${plot.plotId}/allocations/${plot.allocationId}`}>{plot.name ?? plot.code}</Link>
            <span className="ml-2 whitespace-nowrap text-sm text-grey-600">{mu(plot.mu)} 亩</span>
            <p className="text-sm text-grey-600">{stateWords(plot)}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function stateWords({ state, since, until, lapsed }: ProjectPlot): string {
  if (lapsed) return `锁定已于 ${until} 到期`
  const word = `${ALLOCATION_STATE_NAMES[state]}，${since}`
  return state === 'held' && until ? `${word}，到 ${until}` : word
}
