import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { accountToChange, touchAccount } from './account'

/** Opens a closed account again, with its former password. @throws AppError stale (409) */
export async function enableUser(context: RequestContext, input: { userId: string; version?: number }): Promise<void> {
  assertCan(context.actor, 'user.manage')
  await transaction(async (tx) => {
    const user = await accountToChange(tx, input.userId, input.version)
    if (!user.disabledAt) return
    await touchAccount(tx, user, { disabledAt: null })
    await recordAudit(tx, context, { action: 'user.enable', subjectType: 'user', subjectId: user.id })
  })
}
