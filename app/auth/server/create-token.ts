import type { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { newTokenInput } from '~/auth/domain/inputs'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { randomToken, tokenHash } from './secrets'

export const TOKEN_PREFIX = 'crm_'
const TOKENS_A_USER = 20
const DAY = 86_400_000

/**
 * Makes a personal access token, valid for `days`; it is returned once and stored as a hash.
 * Another person's needs `token.issue`.
 * @throws AppError notFound (404) for an unknown or disabled user, conflict (409) past 20 living tokens
 */
export async function createToken(
  context: RequestContext,
  input: Partial<Record<keyof z.input<typeof newTokenInput>, unknown>>,
): Promise<{ tokenId: string; token: string; expiresAt: Date }> {
  const { name, days, userId: wanted } = parseInput(newTokenInput, input)
  const userId = wanted ?? context.actor.userId
  assertCan(context.actor, userId === context.actor.userId ? 'token.own' : 'token.issue')
  if (!userId) throw notFound('这个用户')

  const token = TOKEN_PREFIX + randomToken()
  const expiresAt = new Date(context.now.getTime() + days * DAY)
  return transaction(async (tx) => {
    if (!(await tx.user.count({ where: { id: userId, disabledAt: null } }))) throw notFound('这个用户')
    const living = await tx.apiToken.count({ where: { userId, revokedAt: null, expiresAt: { gt: context.now } } })
    if (living >= TOKENS_A_USER) {
      throw new AppError('conflict', { userMessage: `每人最多 ${TOKENS_A_USER} 个有效令牌，请先注销不用的` })
    }
    const { id } = await tx.apiToken.create({
      data: { userId, name, tokenHash: tokenHash(token), createdAt: context.now, expiresAt },
      select: { id: true },
    })
    await recordAudit(tx, context, {
      action: 'token.create',
      subjectType: 'token',
      subjectId: id,
      after: { userId, name, expiresAt },
    })
    return { tokenId: id, token, expiresAt }
  })
}
