import { z } from 'zod'
import { ROLES, type Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertRolesFit } from '~/auth/domain/role-rules'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { assertUnitOpen } from './account'
import { hashPassword } from './password-hash'
import { oneTimePassword } from './secrets'

export const NewUser = z.object({
  login: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z0-9._-]{1,31}$/, '登录名为 2–32 个小写字母、数字或 . _ -，以字母开头'),
  name: z.string().trim().min(1, '请填写姓名').max(40, '姓名最多 40 个字'),
  unitId: z.uuid('请选择单位'),
  roles: z.array(z.enum(ROLES)).default([]),
})

export type NewUserInput = z.input<typeof NewUser>

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
export async function createUser(call: Call, input: NewUserInput): Promise<NewAccount> {
  assertCan(call.actor, 'user.manage')
  const { roles, ...user } = parseInput(NewUser, input)
  const granted = [...new Set(roles)]
  if (granted.length > 0) assertCan(call.actor, 'role.grant')
  assertRolesFit(granted, env().SEPARATE_ADMINS)
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
          passwordChangedAt: call.now,
          createdAt: call.now,
          roles: { create: granted.map((role) => ({ role, grantedById: call.actor.userId, grantedAt: call.now })) },
        },
        select: { id: true },
      })
      .catch((error: { code?: string }) => {
        throw error.code === 'P2002' ? loginTaken() : error
      })
    const after = { login: user.login, unitId: user.unitId, roles: granted }
    await recordAudit(tx, call, { action: 'user.create', subjectType: 'user', subjectId: id, after })
    return id
  })
  return { userId, login: user.login, oneTimePassword: password }
}

function loginTaken() {
  return invalidField('login', '这个登录名已经有人使用', 'taken')
}
