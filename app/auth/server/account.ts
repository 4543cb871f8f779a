import { isRole, ROLE_NAMES, type RoleId } from '~/auth/domain/actor'
import { ADMIN_ROLES } from '~/auth/domain/role-rules'
import { staleEdit } from '~/audit/server/stale-edit'
import type { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'

const ACCOUNT = {
  id: true,
  login: true,
  name: true,
  unitId: true,
  disabledAt: true,
  version: true,
  roles: { select: { role: true }, orderBy: { role: 'asc' } },
} satisfies Prisma.UserSelect

/** An account to be changed. @throws AppError notFound (404), stale (409) when somebody changed it since */
export async function accountToChange(tx: Tx, userId: string, version?: number) {
  const user = await tx.user.findUnique({ where: { id: userId }, select: ACCOUNT })
  if (!user) throw notFound('这个用户')
  if (version !== undefined && user.version !== version) throw await staleAccount(tx, user)
  return { ...user, roles: user.roles.map(({ role }) => role).filter(isRole) }
}

/** Raises the version in the same step, so that of two edits at once one is told. */
export async function touchAccount(
  tx: Tx,
  user: { id: string; version: number },
  data: Prisma.UserUncheckedUpdateManyInput = {},
): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: user.id, version: user.version },
    data: { ...data, version: user.version + 1 },
  })
  if (count > 0) return
  throw await staleAccount(tx, await tx.user.findUniqueOrThrow({ where: { id: user.id }, select: ACCOUNT }))
}

function staleAccount(tx: Tx, { id, version, ...current }: Prisma.UserGetPayload<{ select: typeof ACCOUNT }>) {
  return staleEdit(tx, { subject: { type: 'user', id }, what: '这个用户', version, current })
}

/**
 * After somebody lost these roles; `wayOut` ends the refusal's sentence. Call under `lockAdmins`.
 * @throws AppError conflict (409) when nobody is left to make accounts, to grant roles or to read the log
 */
export async function assertAdminsRemain(tx: Tx, lost: readonly RoleId[], wayOut = ''): Promise<void> {
  for (const role of ADMIN_ROLES.filter((each) => lost.includes(each))) {
    const left = await tx.user.count({ where: { disabledAt: null, roles: { some: { role } } } })
    if (left > 0) continue
    throw new AppError('conflict', { userMessage: `至少要保留一名启用的${ROLE_NAMES[role]}${wayOut}` })
  }
}

/** Makes changes to who administrates wait for each other until the transaction ends: two cannot remove each other. */
export async function lockAdmins(tx: Tx): Promise<void> {
  await tx.$queryRaw`
    SELECT u.id FROM app_user u
    WHERE EXISTS (SELECT FROM user_role r WHERE r.user_id = u.id AND r.role = ANY (${[...ADMIN_ROLES]}::role_id[]))
    ORDER BY u.id FOR UPDATE`
}

/** @throws AppError invalid (422) at `unitId` */
export async function assertUnitOpen(tx: Tx, unitId: string): Promise<void> {
  const unit = await tx.unit.findUnique({ where: { id: unitId }, select: { validTo: true, mergedIntoId: true } })
  if (!unit) throw invalidField('unitId', '请选择单位', 'unknown')
  if (unit.validTo || unit.mergedIntoId) throw invalidField('unitId', '这个单位已经撤并，请选择现有单位', 'closed')
}
