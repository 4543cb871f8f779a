import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'

/** Ends a session of the caller's own for good; its cookie opens nothing afterwards. */
export async function logOut(context: RequestContext, { sessionId }: { sessionId: string }): Promise<void> {
  const userId = context.actor.userId
  if (!userId) return
  await transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userId, revokedAt: null },
      data: { revokedAt: context.now },
    })
    if (count === 0) return
    await recordAudit(tx, context, { action: 'session.close', subjectType: 'session', subjectId: sessionId })
  })
}
