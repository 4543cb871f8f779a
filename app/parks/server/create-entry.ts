import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertUnitOpen } from '~/auth/server/account'
import { recordAudit } from '~/audit/server/record'
import { newId } from '~/platform/database/bulk'
import { transaction } from '~/platform/database/client'
import { parseInput } from '~/shared/input'
import { newEntryInput, type EntryKind } from '../domain/entries'
import { assertEntryNameFree } from './entry'

/** Adds a park (with its committee, if there is one) or an industry. @throws AppError invalid (422) at the field */
export async function createEntry(context: RequestContext, kind: EntryKind, input: unknown): Promise<{ id: string }> {
  assertCan(context.actor, 'park.manage')
  const { name, unitId } = parseInput(newEntryInput, input)
  return transaction(async (tx) => {
    await assertEntryNameFree(tx, kind, name)
    const id = newId()
    if (kind === 'park') {
      if (unitId) await assertUnitOpen(tx, unitId)
      await tx.park.create({ data: { id, name, unitId, createdAt: context.now } })
    } else {
      await tx.industry.create({ data: { id, name, createdAt: context.now } })
    }
    const after = kind === 'park' ? { name, unitId } : { name }
    await recordAudit(tx, context, { action: `${kind}.create`, subjectType: kind, subjectId: id, after })
    return { id }
  })
}
