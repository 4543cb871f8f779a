import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { roleConfirmInput } from '~/auth/domain/inputs'
import { transaction } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { accountToChange, touchAccount } from './account'
import { withdrawProposals } from './role-proposals'

/**
 * Takes back all roles proposed for a user: whoever proposed them, or who was to confirm them.
 * @throws AppError conflict (409) where none waits, stale (409)
 */
export async function withdrawRoles(context: RequestContext, input: unknown): Promise<void> {
  assertCan(context.actor, 'role.confirm')
  const { userId, version } = parseInput(roleConfirmInput, input)
  await transaction(async (tx) => {
    const user = await accountToChange(tx, userId, version)
    await touchAccount(tx, user)
    const withdrawn = await withdrawProposals(tx, context, userId)
    if (withdrawn.length === 0) throw new AppError('conflict', { userMessage: '没有待复核的角色' })
  })
}
