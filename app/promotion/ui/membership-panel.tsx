import { Link } from '@remix-run/react'
import { CalendarCheck } from 'lucide-react'
import { rankOf, type PathStage, type ProjectStatus } from '~/projects/domain/stages'
import type { Day } from '~/shared/day'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import { deadlineWords, memberState, PART_NAMES, rankedPart } from '../domain/batch'
import { OUTCOME_NAMES } from '../domain/event'
import type { Memberships } from '../server/memberships'

interface MembershipPanelProps {
  project: { id: string; stage: PathStage; status: ProjectStatus }
  memberships: Memberships
  today: Day
  mayManage: boolean
}

/** Batches and events of a project, on its record. */
export function MembershipPanel({ project, memberships, today, mayManage }: MembershipPanelProps) {
  const { batches, events } = memberships
  if (batches.length + events.length === 0 && !mayManage) return null
  const waits = rankOf(project.stage) < rankOf('started') && project.status !== 'ended'
  return (
    <Panel
      title="批次与活动"
      actions={
        mayManage && (
          <LinkButton to={`/projects/${project.id}/promotion`} size="small" tone="quiet" icon={CalendarCheck}>
            调整
          </LinkButton>
        )
      }
    >
      {batches.length + events.length === 0 && <p className="text-grey-600">没有列入三个一批，也没有参加过活动。</p>}
      <ul className="space-y-2">
        {[...batches]
          .sort((a, b) => rankedPart(a.part) - rankedPart(b.part))
          .map((batch) => (
            <li key={batch.part}>
              <Link to={`/batches/${batch.id}`}>{batch.name}</Link>
              <span className="ml-2 text-sm text-grey-600">{PART_NAMES[batch.part]}</span>
              {batch.part === 'signed' && waits && (
                <p
                  className={`text-sm ${memberState({ part: 'signed', ...project }, batch.deadlineOn, today) === 'overdue' ? 'font-medium text-danger' : 'text-grey-600'}`}
                >
                  应在 {batch.deadlineOn} 前开工，{deadlineWords(batch.deadlineOn, today)}
                </p>
              )}
            </li>
          ))}
        {events.map((event) => (
          <li key={event.entryId}>
            <Link to={`/events/${event.id}`}>{event.name}</Link>
            <span className="ml-2 text-sm text-grey-600">
              {[event.heldFrom, event.phase, OUTCOME_NAMES[event.outcome]].filter(Boolean).join('，')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
