import { Link } from '@remix-run/react'
import { ClipboardCheck } from 'lucide-react'
import { businessDay } from '~/shared/day'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import { STATE_NAMES } from '../domain/screening'
import { VerdictDot } from './evaluation-view'
import type { ScreeningRow } from './screening-list'

/** The latest screenings of a project, on its record. */
export function ProjectScreening({
  projectId,
  rows,
  mayStart,
}: {
  projectId: string
  rows: readonly ScreeningRow[]
  mayStart: boolean
}) {
  if (rows.length === 0 && !mayStart) return null
  return (
    <Panel
      title="预审"
      actions={
        <LinkButton to={`/projects/${projectId}/screenings`} size="small" tone="quiet" icon={ClipboardCheck}>
          {mayStart ? '发起' : '全部'}
        </LinkButton>
      }
    >
      {rows.length === 0 && <p className="text-grey-600">还没有预审。</p>}
      <ul className="space-y-2">
        {rows.map(({ id, number, verdict, state, recordedAt }) => (
          <li key={id}>
            <Link to={`/screenings/${id}`}>第 {number} 次</Link>
            <span className="ml-2">
              <VerdictDot verdict={verdict} />
            </span>
            <span className="block text-sm text-grey-600">
              {STATE_NAMES[state]}，{businessDay(recordedAt)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
