import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { businessDay, daysBetween, type Day } from '~/shared/day'
import type { Duty } from '~/shared/duty'
import type { ListedProject } from '../domain/listed-project'
import { openWaivers } from './open-waivers'
import { projectsWaiting } from './waiting'

declare module '~/shared/duty' {
  interface DutyPanels {
    notStarted: { rows: readonly ListedProject[]; total: number }
  }
}

/** Projects signed and not started, and next steps that are due, of the unit that answers. */
export async function projectDuties(context: RequestContext): Promise<Duty[]> {
  if (!can(context.actor, 'project.read')) return []
  const today = businessDay(context.now)
  const waives = can(context.actor, 'stage.waive')
  const [{ unit, dueBy, notStarted, due }, waived] = await Promise.all([
    projectsWaiting(context),
    waives ? openWaivers(context) : null,
  ])
  const ofUnit: Record<string, string> = unit ? { unit } : {}
  const projects = (asked: Record<string, string>) => `/projects?${new URLSearchParams(asked).toString()}`
  return [
    {
      key: 'notStarted',
      order: 10,
      to: projects({ notStarted: '1', ...ofUnit, sort: 'signedFrom' }),
      figure: {
        label: '签约未开工',
        count: notStarted.total,
        unit: '个',
        note: '含暂缓，不含终止',
        tone: notStarted.total > 0 ? 'warning' : 'plain',
      },
      panel: { kind: 'notStarted', rows: notStarted.items, total: notStarted.total },
    },
    {
      key: 'nextSteps',
      order: 20,
      to: projects({ nextStepBy: dueBy, ...ofUnit }),
      figure: { label: '七天内到期（含已过期）', count: due.total, unit: '项' },
      panel: {
        kind: 'list',
        title: '七天内到期的下一步（含已过期）',
        total: due.total,
        empty: '没有已过期和七天内到期的工作',
        items: due.items.map(({ id, name, nextStep, nextStepOn }) => ({
          key: id,
          label: name,
          to: `/projects/${id}`,
          text: nextStep,
          ...dueNote(nextStepOn, today),
        })),
      },
    },
    ...(waived ? [waiverDuty(waived, projects({ openWaiver: '1', sort: 'updatedAt' }))] : []),
  ]
}

/** For the office: what was let pass by 容缺, until its guard's facts have come. */
function waiverDuty({ items, total }: Awaited<ReturnType<typeof openWaivers>>, to: string): Duty {
  return {
    key: 'openWaivers',
    order: 25,
    to,
    figure: { label: '容缺未补', count: total, unit: '个' },
    panel: {
      kind: 'list',
      title: '容缺未补',
      total,
      items: items.map(({ id, name, text }) => ({ key: id, label: name, to: `/projects/${id}`, text })),
    },
  }
}

function dueNote(on: Day, today: Day): { note: string; urgent: boolean } {
  const days = daysBetween(today, on)
  if (days < 0) return { note: `已过 ${-days} 天`, urgent: true }
  return { note: days === 0 ? '今天' : `${on}（${days} 天后）`, urgent: false }
}
