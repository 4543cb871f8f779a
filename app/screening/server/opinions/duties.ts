import { hasRole, type RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { businessDay, daysBetween, type Day } from '~/shared/day'
import type { Duty, DutyItem } from '~/shared/duty'
import { listConditions } from './conditions'
import { listOpinions } from './read-opinions'

const SHOWN = 8

/** What opinions wait for one's unit, what the office waits for, and what conditions are open. */
export async function opinionDuties(context: RequestContext): Promise<Duty[]> {
  const { actor } = context
  if (!can(actor, 'opinion.read')) return []
  const office = hasRole(actor, 'bureau')
  const duties = await Promise.all([
    can(actor, 'opinion.answer') && actor.unitId ? ownOpinions(context, actor.unitId) : null,
    office ? overdueOpinions(context) : null,
    office || actor.unitId ? openConditions(context, office ? undefined : (actor.unitId ?? undefined)) : null,
  ])
  return duties.flatMap((duty) => (duty ? [duty] : []))
}

function dueNote(due: Day, today: Day): Pick<DutyItem, 'note' | 'urgent'> {
  const days = daysBetween(today, due)
  if (days < 0) return { note: `逾期 ${-days} 天`, urgent: true }
  return { note: days === 0 ? '今天到期' : `${due} 前`, urgent: days === 0 }
}

async function ownOpinions(context: RequestContext, unitId: string): Promise<Duty> {
  const today = businessDay(context.now)
  const [late, waiting] = await Promise.all([
    listOpinions(context, { state: 'overdue', unitId, page: 1, limit: 1 }),
    listOpinions(context, { state: 'waiting', unitId, page: 1, limit: SHOWN }),
  ])
  const { items, total } = waiting
  return {
    key: 'opinionsAsked',
    order: 6,
    to: `/opinions?unit=${unitId}&state=waiting`,
    figure: {
      label: '待答复意见',
      count: total,
      unit: '份',
      note: late.total > 0 ? `其中逾期 ${late.total} 份` : undefined,
      tone: late.total > 0 ? 'danger' : 'warning',
    },
    panel: {
      kind: 'list',
      title: '待我单位答复的意见',
      wide: true,
      total,
      items: items.map(({ id, project, question, due }) => ({
        key: id,
        label: project.name,
        to: `/opinions/${id}`,
        text: question,
        ...dueNote(due, today),
      })),
    },
  }
}

/** For the office: departments that let their day pass. */
async function overdueOpinions(context: RequestContext): Promise<Duty> {
  const today = businessDay(context.now)
  const { items, total } = await listOpinions(context, { state: 'overdue', page: 1, limit: SHOWN })
  return {
    key: 'opinionsOverdue',
    order: 24,
    to: '/opinions?state=overdue',
    figure: { label: '部门意见逾期', count: total, unit: '份', tone: total > 0 ? 'warning' : 'plain' },
    panel: {
      kind: 'list',
      title: '部门意见逾期',
      total,
      items: items.map(({ id, project, unit, due }) => ({
        key: id,
        label: project.name,
        to: `/opinions/${id}`,
        text: unit.name,
        ...dueNote(due, today),
      })),
    },
  }
}

/** Those that one closes, or that one's unit has to fulfil, with proof on the project's record. */
async function openConditions(context: RequestContext, unitId: string | undefined): Promise<Duty | null> {
  const closes = can(context.actor, 'condition.close')
  if (!closes && !can(context.actor, 'evidence.add')) return null
  const today = businessDay(context.now)
  const { items, total } = await listConditions(context, { state: 'open', unitId, page: 1, limit: SHOWN })
  return {
    key: closes ? 'openConditions' : 'conditionsToFulfil',
    order: 26,
    to: `/conditions?state=open${unitId ? `&unit=${unitId}` : ''}`,
    panel: {
      kind: 'list',
      title: closes ? '附带条件未销号' : '待我单位落实的条件',
      total,
      items: items.map(({ id, project, text, dueOn, unit }) => ({
        key: id,
        label: project.name,
        to: `/conditions/${id}`,
        text: `${text}（${unit.name}）`,
        ...(dueOn ? dueNote(dueOn, today) : {}),
      })),
    },
  }
}
