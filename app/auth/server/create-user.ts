import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { newUserInput } from '~/auth/domain/inputs'
import { assertRolesFit, grantsAlone } from '~/auth/domain/role-rules'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { AppError, invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { assertUnitOpen } from './account'
import { hashPassword } from './password-hash'
import { oneTimePassword } from './secrets'

export interface NewAccount {
  userId: string
  login: string
  /** shown once and stored nowhere */
  oneTimePassword: string
}

/**
 * Makes an account with a one-time password. Roles with it need `role.grant` beside `user.manage`.
 * @throws AppError invalid (422), forbidden (403)
 */
export async function createUser(context: RequestContext, input: unknown): Promise<NewAccount> {
  assertCan(context.actor, 'user.manage')
  const { roles, ...user } = parseInput(newUserInput, input)
  const granted = [...new Set(roles)]
  if (granted.length > 0) assertCan(context.actor, 'role.grant')
  const { SEPARATE_ADMINS } = env()
  assertRolesFit(granted, SEPARATE_ADMINS)
  if (granted.length > 0 && !grantsAlone(context.actor, SEPARATE_ADMINS)) {
    throw new AppError('forbidden', { userMessage: '三员分设时，先建账号，角色另由安全管理员提请、另一人复核' })
  }
  if (await database().user.count({ where: { login: user.login } })) throw loginTaken()

  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  const userId = await transaction(async (tx) => {
    await assertUnitOpen(tx, user.unitId)
    const { id } = await tx.user
      .create({
        data: {
          ...user,
          passwordHash,
          passwordChangedAt: context.now,
          createdAt: context.now,
          roles: {
            create: granted.map((role) => ({ role, grantedById: context.actor.userId, grantedAt: context.now })),
          },
        },
        select: { id: true },
      })
      .catch((error: { code?: string }) => {
        throw error.code === 'P2002' ? loginTaken() : error
      })
    const after = { login: user.login, unitId: user.unitId, roles: granted }
    await recordAudit(tx, context, { action: 'user.create', subjectType: 'user', subjectId: id, after })
    return id
  })
  return { userId, login: user.login, oneTimePassword: password }
}

function loginTaken() {
  return invalidField('login', '这个登录名已经有人使用', 'taken')
}
