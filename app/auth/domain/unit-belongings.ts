import { ROLE_NAMES, type RoleId } from './actor'

/** What goes over to the other when a unit is merged. */
export interface UnitBelongings {
  users: number
  /** roles that these users hold, and how many of them each */
  roles: readonly { role: RoleId; users: number }[]
  teams: number
  children: number
  /** what rooms keep of it: projects, parks, … */
  holds: readonly { label: string; measure: string; count: number }[]
}

/** The same in words, kind by kind and each with its number. */
export function belongingsInWords({ users, roles, teams, children, holds }: UnitBelongings): string {
  const held = roles.map(({ role, users: of }) => `${ROLE_NAMES[role]} ${of}`).join('、')
  const kinds = [
    { count: users, measure: '名', label: `用户${held && `（${held}）`}` },
    ...holds,
    { count: teams, measure: '个', label: '专班' },
    { count: children, measure: '个', label: '下级单位' },
  ].filter(({ count }) => count > 0)
  return kinds.map(({ count, measure, label }) => `${count} ${measure}${label}`).join('、') || '它的历史'
}
