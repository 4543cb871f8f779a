import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { businessDay, daysBetween, type Day } from '~/shared/day'
import type { Duty } from '~/shared/duty'
import type { ListedProject } from '../domain/listed-project'
import { openWaivers } from './open-waivers'
import { toVerify } from './to-verify'
import { inCharge, projectsWaiting } from './waiting'

declare module '~/shared/duty' {
  interface DutyPanels {
    notStarted: { rows: readonly ListedProject[]; total: number }
  }
}

/** Projects signed and not started, next steps that are due, stages to be verified: of what this person may act on. */
export async function projectDuties(context: RequestContext): Promise<Duty[]> {
  const { actor } = context
  if (!can(actor, 'project.edit')) return []
  const today = businessDay(context.now)
  const [{ dueBy, notStarted, due }, reported, waived] = await Promise.all([
    projectsWaiting(context),
    can(actor, 'stage.verify') ? toVerify(context) : null,
    can(actor, 'stage.waive') ? openWaivers(context) : null,
  ])
  const own: Record<string, string> = { ...inCharge(context) }
  const projects = (asked: Record<string, string>) => `/projects?${new URLSearchParams(asked).toString()}`
  return [
    {
      key: 'notStarted',
      order: 10,
      to: projects({ notStarted: '1', ...own, sort: 'signedFrom' }),
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
      to: projects({ nextStepBy: dueBy, ...own, sort: 'nextStepOn' }),
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
    ...(reported ? [verificationDuty(reported, projects({ toVerify: '1', sort: 'updatedAt' }))] : []),
    ...(waived ? [waiverDuty(waived, projects({ openWaiver: '1', sort: 'updatedAt' }))] : []),
  ]
}

/** For the office: stages that units have reported with their proof. */
function verificationDuty({ items, total }: Awaited<ReturnType<typeof toVerify>>, to: string): Duty {
  return {
    key: 'toVerify',
    order: 22,
    to,
    figure: { label: '待认定', count: total, unit: '个', note: '佐证已交，由您认定' },
    panel: {
      kind: 'list',
      title: '待认定',
      wide: true,
      total,
      items: items.map(({ projectId, name, eventId, text }) => ({
        key: projectId,
        label: name,
        to: `/projects/${projectId}/events/${eventId}/verify`,
        text,
      })),
    },
  }
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
      wide: true,
      total,
      items: items.map(({ id, name, text }) => ({ key: id, label: name, to: `/projects/${id}`, text })),
    },
  }
}

function dueNote(on: Day | null, today: Day): { note?: string; urgent?: boolean } {
  if (!on) return {}
  const days = daysBetween(today, on)
  if (days < 0) return { note: `已过 ${-days} 天`, urgent: true }
  return { note: days === 0 ? '今天' : `${on}（${days} 天后）`, urgent: false }
}
