import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { Duty } from '~/shared/duty'
import { listUnits } from './list-units'

const SHOWN = 8

/** Units that an import met and nobody has confirmed. */
export async function unitDuties(context: RequestContext): Promise<Duty[]> {
  if (!can(context.actor, 'unit.manage')) return []
  const { items, total } = await listUnits(context, { unconfirmed: true, limit: SHOWN, counted: false })
  return [
    {
      key: 'units',
      order: 40,
      to: '/settings/units?unconfirmed=true',
      figure: { label: '待确认单位', count: total, unit: '个' },
      panel: {
        kind: 'list',
        title: '待确认单位',
        inline: true,
        items: items.map(({ id, name }) => ({ key: id, label: name, to: `/settings/units/${id}` })),
      },
    },
  ]
}
