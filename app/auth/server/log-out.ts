import type { Call } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'

/** Ends a session of the caller's own for good; its cookie opens nothing afterwards. */
export async function logOut(call: Call, { sessionId }: { sessionId: string }): Promise<void> {
  const userId = call.actor.userId
  if (!userId) return
  await transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userId, revokedAt: null },
      data: { revokedAt: call.now },
    })
    if (count === 0) return
    await recordAudit(tx, call, { action: 'session.close', subjectType: 'session', subjectId: sessionId })
  })
}
