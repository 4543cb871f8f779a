import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { businessDay, daysBetween, type Day } from '~/shared/day'
import type { Duty } from '~/shared/duty'
import type { ListedProject } from '../domain/listed-project'
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
  const { unit, dueBy, notStarted, due } = await projectsWaiting(context)
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
  ]
}

function dueNote(on: Day, today: Day): { note: string; urgent: boolean } {
  const days = daysBetween(today, on)
  if (days < 0) return { note: `已过 ${-days} 天`, urgent: true }
  return { note: days === 0 ? '今天' : `${on}（${days} 天后）`, urgent: false }
}
