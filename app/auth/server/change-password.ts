import type { Call } from '~/auth/domain/actor'
import { passwordFaults } from '~/auth/domain/password'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { AppError, invalid, invalidField } from '~/shared/errors'
import { hashPassword, passwordFits } from './password-hash'
import { revokeSessions } from './session'

export interface ChangePasswordInput {
  current: string
  password: string
  repeat: string
  /** the session that goes on; all others of the user end */
  sessionId?: string
}

/**
 * Changes the caller's own password, which needs no role: whoever waits for one must still get rid of a one-time password.
 * @throws AppError invalid (422) at the field
 */
export async function changePassword(call: Call, input: ChangePasswordInput): Promise<void> {
  const { userId, login } = call.actor
  if (!userId) throw new AppError('forbidden', { userMessage: '系统账号没有密码' })
  const faults = passwordFaults(input.password, login)
  if (faults.length > 0) throw invalid(faults)
  if (input.password !== input.repeat) throw invalidField('repeat', '两次输入的新密码不一致', 'different')
  if (input.password === input.current) throw invalidField('password', '新密码不能与当前密码相同', 'same')

  const { passwordHash, version } = await database().user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true, version: true },
  })
  if (!(await passwordFits(passwordHash, input.current))) throw invalidField('current', '当前密码不正确', 'wrong')

  const next = await hashPassword(input.password)
  await transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash },
      data: { passwordHash: next, mustChangePassword: false, passwordChangedAt: call.now, version: version + 1 },
    })
    if (count === 0) throw new AppError('stale', { userMessage: '密码刚刚已被修改，请重新登录' })
    await revokeSessions(tx, userId, call.now, input.sessionId)
    await recordAudit(tx, call, { action: 'password.change', subjectType: 'user', subjectId: userId })
  })
}
