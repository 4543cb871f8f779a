import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { businessDay, fromDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { pageLimit } from '~/shared/page-limit'

export interface TeamRow {
  id: string
  name: string
  unitName: string
  members: number
  ended: boolean
}

/** Teams (专班, 产业招商分局) by name, a page at a time; ended ones are found by searching. */
export async function listTeams(
  context: RequestContext,
  { search, offset = 0, limit }: { search?: string; offset?: number; limit?: number } = {},
): Promise<{ items: TeamRow[]; total: number }> {
  assertCan(context.actor, 'team.read')
  const where = search ? { name: { contains: search } } : { validTo: null }
  const today = fromDay(businessDay(context.now))
  const present = { where: { OR: [{ validTo: null }, { validTo: { gt: today } }] } }
  const [rows, total] = await Promise.all([
    database().team.findMany({
      where,
      include: { unit: { select: { name: true } }, _count: { select: { members: present } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip: offset,
      take: pageLimit(limit),
    }),
    database().team.count({ where }),
  ])
  const items = rows.map(({ id, name, unit, validTo, _count }) => ({
    id,
    name,
    unitName: unit.name,
    members: _count.members,
    ended: validTo !== null,
  }))
  return { items, total }
}

/** A team with the people on it today, and those who may be put on it. @throws AppError notFound (404) */
export async function readTeam(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'team.read')
  const team = isId(id)
    ? await database().team.findUnique({
        where: { id },
        include: {
          unit: { select: { id: true, name: true } },
          members: { include: { user: { select: { id: true, name: true, unit: { select: { name: true } } } } } },
        },
      })
    : null
  if (!team) throw notFound('这个专班')
  const { name, unit, validTo, version, members } = team
  const today = fromDay(businessDay(context.now))
  return {
    id: team.id,
    name,
    version,
    unitId: unit.id,
    unitName: unit.name,
    ended: validTo !== null,
    members: members
      .filter((member) => !member.validTo || member.validTo > today)
      .map(({ user }) => ({ userId: user.id, name: user.name, unitName: user.unit.name }))
      .toSorted((a, b) => a.unitName.localeCompare(b.unitName) || a.name.localeCompare(b.name)),
  }
}

/** Teams to choose from; at most 200. */
export async function teamChoices(context: RequestContext): Promise<{ id: string; name: string }[]> {
  const { items } = await listTeams(context, { limit: 200 })
  return items.map(({ id, name }) => ({ id, name }))
}

/** Accounts that are open, to be put on a team; at most 1,000. */
export async function peopleToChoose(context: RequestContext): Promise<{ id: string; name: string }[]> {
  assertCan(context.actor, 'team.manage')
  const people = await database().user.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true, unit: { select: { name: true } } },
    orderBy: [{ unit: { name: 'asc' } }, { name: 'asc' }],
    take: 1000,
  })
  return people.map(({ id, name, unit }) => ({ id, name: `${name}（${unit.name}）` }))
}
