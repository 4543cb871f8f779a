import { Link } from '@remix-run/react'
import { Panel } from '~/ui/page'
import type { ProjectForPlot } from '../../server/matching/plot-matches'
import { mu } from '../plot-list'

/** Projects that ask for about the area of a free plot, or for a part of it; nothing where there are none. */
export function ProjectsForPlot({ projects }: { projects: readonly ProjectForPlot[] }) {
  if (projects.length === 0) return null
  return (
    <Panel title="面积合适的项目">
      <ul className="space-y-1.5">
        {projects.map(({ id, name, landMu, kind }) => (
          <li key={id}>
            <Link to={`/projects/${id}`}>{name}</Link>
            <span className="block text-sm text-grey-600">
              需 {mu(landMu)} 亩{kind === 'part' && '，分割一部分'}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
