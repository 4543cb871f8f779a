import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertUnitOpen } from '~/auth/server/account'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { transaction, type Tx } from '~/platform/database/client'
import { businessDay, fromDay } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { seenVersion } from '~/shared/versions'
import { memberInput, mergeInput, newTeamInput, teamInput } from '../domain/entries'
import { followMerge } from './followers'

/** Makes a team of several units' people, led by one. @throws AppError invalid (422) */
export async function createTeam(context: RequestContext, input: unknown): Promise<{ id: string }> {
  assertCan(context.actor, 'team.manage')
  const team = parseInput(newTeamInput, input)
  return transaction(async (tx) => {
    await assertUnitOpen(tx, team.unitId)
    await assertTeamNameFree(tx, team.name)
    const { id } = await tx.team.create({ data: { ...team, validFrom: today(context) }, select: { id: true } })
    await recordAudit(tx, context, { action: 'team.create', subjectType: 'team', subjectId: id, after: team })
    return { id }
  })
}

/** Renames a team or gives it another leading unit. @throws AppError invalid (422), stale (409) */
export async function editTeam(context: RequestContext, id: string, input: unknown): Promise<void> {
  const { version, ...values } = parseInput(teamInput, input)
  await change(context, { id, version }, async (tx, { name, unitId }) => {
    if (values.name !== name) await assertTeamNameFree(tx, values.name)
    if (values.unitId !== unitId) await assertUnitOpen(tx, values.unitId)
    await tx.team.update({ where: { id }, data: values })
    return { before: { name, unitId }, after: values }
  })
}

/** Puts somebody on the team from today on: they see its projects from their next request. @throws AppError invalid (422), stale (409) */
export async function addTeamMember(context: RequestContext, id: string, input: unknown): Promise<void> {
  const { version, userId } = parseInput(memberInput, input)
  await change(context, { id, version }, async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { name: true, disabledAt: true } })
    if (!user || user.disabledAt) throw invalidField('userId', '请选择人员', 'unknown')
    const member = { teamId: id, userId }
    const since = { validFrom: today(context), validTo: null }
    await tx.teamMember.upsert({ where: { teamId_userId: member }, create: { ...member, ...since }, update: since })
    return { before: { member: null }, after: { member: user.name } }
  })
}

/** Takes somebody off the team from today on. @throws AppError stale (409) */
export async function removeTeamMember(context: RequestContext, id: string, input: unknown): Promise<void> {
  const { version, userId } = parseInput(memberInput, input)
  await change(context, { id, version }, async (tx) => {
    const { count } = await tx.teamMember.updateMany({
      where: { teamId: id, userId, OR: [{ validTo: null }, { validTo: { gt: today(context) } }] },
      data: { validTo: today(context) },
    })
    if (count === 0) throw invalidField('userId', '此人已不在专班', 'unknown')
    const { name } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } })
    return { before: { member: name }, after: { member: null } }
  })
}

/** Ends a team: nobody sees a project by it any more. @throws AppError stale (409) */
export async function endTeam(context: RequestContext, id: string, input: unknown): Promise<void> {
  await change(context, { id, ...parseInput(seenVersion, input) }, async (tx) => {
    await tx.team.update({ where: { id }, data: { validTo: today(context) } })
    return { before: { ended: false }, after: { ended: true } }
  })
}

/** Merges a team into another: its people and projects go over, and it ends. @throws AppError invalid (422), stale (409) */
export async function mergeTeams(context: RequestContext, id: string, input: unknown): Promise<void> {
  assertCan(context.actor, 'team.manage')
  const { intoId, version } = parseInput(mergeInput, input)
  if (id === intoId) throw invalidField('intoId', '不能并入自己', 'same')
  await transaction(async (tx) => {
    const team = await teamToChange(tx, { id, version })
    const into = await tx.team.findFirst({ where: { id: intoId, validTo: null } })
    if (!into) throw invalidField('intoId', '请选择并入哪一个', 'unknown')
    await tx.$executeRaw`
      INSERT INTO team_member (team_id, user_id, valid_from, valid_to)
      SELECT ${intoId}::uuid, user_id, ${today(context)}::date, NULL FROM team_member
      WHERE team_id = ${id}::uuid AND (valid_to IS NULL OR valid_to > ${today(context)}::date)
      ON CONFLICT (team_id, user_id) DO UPDATE SET valid_to = NULL`
    await tx.team.update({ where: { id }, data: { validTo: today(context), version: { increment: 1 } } })
    const moved = await followMerge(tx, context, 'team', { id, name: team.name, intoId, into: into.name })
    await recordAudit(tx, context, {
      action: 'team.merge',
      subjectType: 'team',
      subjectId: id,
      after: { name: team.name, intoId, into: into.name, ...moved },
    })
  })
}

type Changed = { before: Record<string, unknown>; after: Record<string, unknown> }

async function change(
  context: RequestContext,
  seen: { id: string; version: number },
  apply: (tx: Tx, team: { name: string; unitId: string }) => Promise<Changed>,
): Promise<void> {
  assertCan(context.actor, 'team.manage')
  await transaction(async (tx) => {
    const { before, after } = await apply(tx, await teamToChange(tx, seen))
    await tx.team.update({ where: { id: seen.id }, data: { version: { increment: 1 } } })
    await recordAudit(tx, context, { action: 'team.update', subjectType: 'team', subjectId: seen.id, before, after })
  })
}

/** @throws AppError notFound (404), stale (409), conflict (409) once it has ended */
async function teamToChange(tx: Tx, { id, version }: { id: string; version: number }) {
  if (!isId(id)) throw notFound('这个专班')
  await tx.$queryRaw`SELECT 1 FROM team WHERE id = ${id}::uuid FOR UPDATE`
  const team = await tx.team.findUnique({ where: { id } })
  if (!team) throw notFound('这个专班')
  if (team.version !== version) {
    const { name, unitId } = team
    const subject = { type: 'team', id } as const
    throw await staleEdit(tx, { subject, what: '这个专班', version: team.version, current: { name, unitId } })
  }
  if (team.validTo) throw new AppError('conflict', { userMessage: `“${team.name}”已经撤销` })
  return team
}

async function assertTeamNameFree(tx: Tx, name: string): Promise<void> {
  if (await tx.team.count({ where: { name } })) throw invalidField('name', '已有同名的专班', 'taken')
}

const today = (context: RequestContext) => fromDay(businessDay(context.now))
