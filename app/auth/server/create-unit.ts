import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { newUnitInput } from '~/auth/domain/inputs'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { businessDay, fromDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { assertNameFree, assertParentFits } from './unit'

/** Adds a unit under another, valid from today. @throws AppError invalid (422) at the field */
export async function createUnit(context: RequestContext, input: unknown): Promise<{ unitId: string }> {
  assertCan(context.actor, 'unit.manage')
  const unit = parseInput(newUnitInput, input)
  return transaction(async (tx) => {
    await assertParentFits(tx, unit.parentId)
    await assertNameFree(tx, unit.name)
    const validFrom = fromDay(businessDay(context.now))
    const { id } = await tx.unit.create({ data: { ...unit, validFrom, createdAt: context.now }, select: { id: true } })
    await recordAudit(tx, context, { action: 'unit.create', subjectType: 'unit', subjectId: id, after: unit })
    return { unitId: id }
  })
}
