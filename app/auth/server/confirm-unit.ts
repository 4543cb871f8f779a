import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { confirmUnitInput } from '~/auth/domain/inputs'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { parseInput } from '~/shared/input'
import { assertParentFits, touchUnit, unitToChange } from './unit'

/** Takes a unit that an import met for a real one, and gives it its kind and place. @throws AppError invalid (422), stale (409) */
export async function confirmUnit(context: RequestContext, input: unknown): Promise<void> {
  assertCan(context.actor, 'unit.manage')
  const { unitId, kind, parentId, version } = parseInput(confirmUnitInput, input)
  await transaction(async (tx) => {
    const unit = await unitToChange(tx, unitId, version)
    if (unit.confirmed) return
    await assertParentFits(tx, parentId, unitId)
    await touchUnit(tx, unit, { confirmed: true, kind, parentId })
    await recordAudit(tx, context, {
      action: 'unit.confirm',
      subjectType: 'unit',
      subjectId: unitId,
      before: { confirmed: false, kind: unit.kind, parentId: unit.parentId },
      after: { confirmed: true, kind, parentId },
    })
  })
}
