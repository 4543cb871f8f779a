import { ROLE_NAMES, type RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { Duty } from '~/shared/duty'
import { listUnits } from './list-units'
import { listUsers } from './list-users'

const SHOWN = 8

/** What waits for administrators: units and roles to be confirmed. */
export async function accountDuties(context: RequestContext): Promise<Duty[]> {
  return (await Promise.all([proposalDuties(context), unitDuties(context)])).flat()
}

/** Units that an import met and nobody has confirmed. */
async function unitDuties(context: RequestContext): Promise<Duty[]> {
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

/** Users whose roles wait for this person to confirm them. */
async function proposalDuties(context: RequestContext): Promise<Duty[]> {
  if (!can(context.actor, 'role.confirm')) return []
  const { items, total } = await listUsers(context, { state: 'proposed', limit: SHOWN })
  if (total === 0) return []
  return [
    {
      key: 'roleProposals',
      order: 30,
      to: '/settings/users?state=proposed',
      figure: { label: '待复核角色', count: total, unit: '人', tone: 'warning' },
      panel: {
        kind: 'list',
        title: '待复核角色',
        total,
        items: items.map(({ id, name, proposed }) => ({
          key: id,
          label: name,
          to: `/settings/users/${id}`,
          note: proposed.map((role) => ROLE_NAMES[role]).join('、'),
        })),
      },
    },
  ]
}
