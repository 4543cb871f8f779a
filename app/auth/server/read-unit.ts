import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { UnitKindId } from '~/auth/domain/unit-kinds'
import { database } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { heldBy } from './unit-holdings'

/** A unit with its names, its place in the tree and what belongs to it. @throws AppError notFound (404) */
export async function readUnit(context: RequestContext, unitId: string | undefined) {
  assertCan(context.actor, 'unit.read')
  if (!isId(unitId)) throw notFound('这个单位')
  const unit = await database().unit.findUnique({
    where: { id: unitId },
    select: {
      id: true,
      name: true,
      kind: true,
      confirmed: true,
      validTo: true,
      version: true,
      parent: { select: { id: true, name: true } },
      mergedInto: { select: { id: true, name: true } },
      names: { select: { name: true }, orderBy: { name: 'asc' } },
      _count: { select: { users: true, children: true, teams: true } },
    },
  })
  if (!unit) throw notFound('这个单位')
  const [held, roles] = await Promise.all([
    heldBy(database(), [unit.id], 'unit'),
    database().userRole.groupBy({ by: ['role'], where: { user: { unitId } }, _count: true, orderBy: { role: 'asc' } }),
  ])
  const { names, _count, ...rest } = unit
  return {
    ...rest,
    kind: unit.kind as UnitKindId,
    synonyms: names.map(({ name }) => name),
    users: _count.users,
    roles: roles.map(({ role, _count: users }) => ({ role, users })),
    teams: _count.teams,
    holds: held(unit.id),
    children: _count.children,
  }
}
