import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'

/** Ends a token: one's own, or anybody's for whoever issues them. @throws AppError notFound (404) for another's */
export async function revokeToken(context: RequestContext, { tokenId }: { tokenId: string }): Promise<void> {
  assertCan(context.actor, 'token.own')
  await transaction(async (tx) => {
    const token = await tx.apiToken.findUnique({ where: { id: tokenId }, select: { userId: true, revokedAt: true } })
    const theirs = token?.userId === context.actor.userId || can(context.actor, 'session.revoke')
    if (!token || !theirs) throw notFound('这个令牌')
    if (token.revokedAt) return
    await tx.apiToken.update({ where: { id: tokenId }, data: { revokedAt: context.now } })
    await recordAudit(tx, context, { action: 'token.revoke', subjectType: 'token', subjectId: tokenId })
  })
}

/** Ends all tokens of a user whose account is taken back: none comes to life again with it. */
export async function revokeTokensOf(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.apiToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } })
}
