import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { Duty } from '~/shared/duty'
import { listEntries } from './entries'

const SHOWN = 8

/** Parks without a committee, or with one of which nobody has an account: what lands there has nobody to record it. */
export async function parkDuties(context: RequestContext): Promise<Duty[]> {
  if (!can(context.actor, 'park.manage')) return []
  const { items, total } = await listEntries(context, 'park', { withoutUnit: true, limit: SHOWN })
  return [
    {
      key: 'parks',
      order: 45,
      to: '/settings/parks?withoutUnit=true',
      figure: { label: '无人办理的园区', count: total, unit: '个' },
      panel: {
        kind: 'list',
        title: '无人办理的园区',
        total,
        items: items.map(({ id, name, unitName }) => ({
          key: id,
          label: name,
          to: `/settings/parks/${id}`,
          text: unitName ? `${unitName}还没有园区账号，请系统管理员建立` : '还没有管委会，请指定单位',
        })),
      },
    },
  ]
}
