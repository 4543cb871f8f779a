import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { renameUnitInput } from '~/auth/domain/inputs'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { businessDay, fromDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { assertNameFree, touchUnit, unitToChange } from './unit'

/** Renames a unit; the former name stays as a synonym, so that old ledgers still find it. @throws AppError invalid (422), stale (409) */
export async function renameUnit(context: RequestContext, input: unknown): Promise<void> {
  assertCan(context.actor, 'unit.manage')
  const { unitId, name, version } = parseInput(renameUnitInput, input)
  await transaction(async (tx) => {
    const unit = await unitToChange(tx, unitId, version)
    if (unit.name === name) return
    await assertNameFree(tx, name, unitId)
    await touchUnit(tx, unit, { name })
    const validTo = fromDay(businessDay(context.now))
    await tx.unitName.upsert({
      where: { unitId_name: { unitId, name: unit.name } },
      create: { unitId, name: unit.name, validTo },
      update: { validTo },
    })
    await recordAudit(tx, context, {
      action: 'unit.update',
      subjectType: 'unit',
      subjectId: unitId,
      before: { name: unit.name },
      after: { name },
    })
  })
}
