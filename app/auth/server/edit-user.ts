import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { editUserInput } from '~/auth/domain/inputs'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { parseInput } from '~/shared/input'
import { accountToChange, assertUnitOpen, touchAccount } from './account'

/**
 * Gives a user another name or unit. Their sessions and tokens stay: what they may see follows from the next request.
 * @throws AppError invalid (422) at the field, stale (409)
 */
export async function editUser(context: RequestContext, input: unknown): Promise<void> {
  assertCan(context.actor, 'user.manage')
  const { userId, version, name, unitId } = parseInput(editUserInput, input)
  await transaction(async (tx) => {
    const user = await accountToChange(tx, userId, version)
    if (user.name === name && user.unitId === unitId) return
    if (user.unitId !== unitId) await assertUnitOpen(tx, unitId)
    await touchAccount(tx, user, { name, unitId })
    await recordAudit(tx, context, {
      action: 'user.update',
      subjectType: 'user',
      subjectId: userId,
      before: { name: user.name, unitId: user.unitId },
      after: { name, unitId },
    })
  })
}
