import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { businessDay, fromDay, toDay } from '~/shared/day'
import type { Duty } from '~/shared/duty'
import { visibleMeetings } from './visible-meetings'

const SHOWN = 6

/** Meetings to come, and those held whose decisions are not recorded yet. */
export async function meetingDuties(context: RequestContext): Promise<Duty[]> {
  const { actor } = context
  if (!can(actor, 'meeting.manage')) return []
  const today = businessDay(context.now)
  const where = {
    AND: [
      visibleMeetings(actor),
      { OR: [{ heldOn: { gte: fromDay(today) } }, { items: { some: { decision: null } } }] },
    ],
  }
  const [total, rows] = await Promise.all([
    database().reviewMeeting.count({ where }),
    database().reviewMeeting.findMany({
      where,
      orderBy: [{ heldOn: 'asc' }, { id: 'asc' }],
      take: SHOWN,
      select: { id: true, name: true, heldOn: true, items: { select: { decision: true } } },
    }),
  ])
  return [
    {
      key: 'meetings',
      order: 23,
      to: '/meetings',
      panel: {
        kind: 'list',
        title: '会审会议',
        total,
        items: rows.map(({ id, name, heldOn, items }) => {
          const day = toDay(heldOn)
          const open = items.filter(({ decision }) => decision === null).length
          const held = day < today
          return {
            key: id,
            label: name,
            to: `/meetings/${id}`,
            note: day,
            urgent: held,
            text: held ? `${open} 个项目的决定待登记` : `议程 ${items.length} 个项目`,
          }
        }),
      },
    },
  ]
}
