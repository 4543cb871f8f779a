import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertUnitOpen } from '~/auth/server/account'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { transaction } from '~/platform/database/client'
import { parseInput } from '~/shared/input'
import { parkFormValues, parkInput } from '../domain/entries'
import { entryToChange } from './entry'

/**
 * Gives a park its committee, chains and minimum intensity (万元/亩). Whoever has the park's role in the committee's unit
 * sees the park's projects from then on.
 * @throws AppError invalid (422) at the field, stale (409)
 */
export async function editPark(context: RequestContext, id: string, input: unknown): Promise<void> {
  assertCan(context.actor, 'park.manage')
  const { version, ...values } = parseInput(parkInput, input)
  await transaction(async (tx) => {
    await entryToChange(tx, 'park', { id })
    const before = await tx.park.findUniqueOrThrow({ where: { id } })
    if (before.version !== version) {
      const current = parkFormValues(before)
      throw await staleEdit(tx, { subject: { type: 'park', id }, what: '这个园区', version: before.version, current })
    }
    if (values.unitId && values.unitId !== before.unitId) await assertUnitOpen(tx, values.unitId)
    await tx.park.update({ where: { id }, data: { ...values, version: version + 1 } })
    await recordAudit(tx, context, {
      action: 'park.update',
      subjectType: 'park',
      subjectId: id,
      before: {
        unitId: before.unitId,
        chains: before.chains,
        minIntensityWanPerMu: before.minIntensityWanPerMu?.toString() ?? null,
      },
      after: values,
    })
  })
}
