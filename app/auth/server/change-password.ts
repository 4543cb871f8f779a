import type { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { changePasswordInput } from '~/auth/domain/inputs'
import { passwordFaults } from '~/auth/domain/password'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { AppError, invalid, invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { lockedOut, recordFailure, takeAttempt } from './attempts'
import { hashPassword, passwordFits } from './password-hash'
import { revokeSessions } from './session'

/**
 * Changes the caller's own password; `sessionId` goes on, all other sessions of the user end.
 * Wrong current passwords count as failed log-ins do: the fifth locks the account, and ends its sessions.
 * It needs no role: whoever waits for one must still get rid of a one-time password.
 * @throws AppError invalid (422) at the field, tooMany (429) when locked
 */
export async function changePassword(
  context: RequestContext,
  { sessionId, ...input }: z.input<typeof changePasswordInput> & { sessionId?: string },
): Promise<void> {
  const { userId, login } = context.actor
  if (!userId) throw new AppError('forbidden', { userMessage: '系统账号没有密码' })
  const { current, password } = parseInput(changePasswordInput, input)
  const faults = passwordFaults(password, login)
  if (faults.length > 0) throw invalid(faults)

  const account = await takeAttempt(login, context.now)
  if (!account) throw lockedOut()
  const { passwordHash } = account
  if (!(await passwordFits(passwordHash, current))) {
    const locked = await recordFailure(context, 'password.refused', account)
    if (!locked) throw invalidField('current', '当前密码不正确', 'wrong')
    await transaction((tx) => revokeSessions(tx, userId, context.now))
    throw lockedOut()
  }

  const next = await hashPassword(password)
  await transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash },
      data: {
        passwordHash: next,
        mustChangePassword: false,
        passwordChangedAt: context.now,
        failedAttempts: 0,
        lockedUntil: null,
        version: { increment: 1 },
      },
    })
    if (count === 0) throw new AppError('stale', { userMessage: '密码刚刚已被修改，请重新登录' })
    await revokeSessions(tx, userId, context.now, sessionId)
    await recordAudit(tx, context, { action: 'password.change', subjectType: 'user', subjectId: userId })
  })
}
