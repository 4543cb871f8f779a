import { z } from 'zod'
import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { UNIT_KINDS } from '~/auth/domain/unit-kinds'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { businessDay, fromDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { assertNameFree, assertParentFits } from './unit'

export const UnitName = z.string().trim().min(1, '请填写单位名称').max(60, '单位名称最多 60 个字')

export const NewUnit = z.object({
  name: UnitName,
  kind: z.enum(UNIT_KINDS, '请选择类别'),
  parentId: z.uuid('请选择上级单位'),
})

/** Adds a unit under another, valid from today. @throws AppError invalid (422) at the field */
export async function createUnit(call: Call, input: z.input<typeof NewUnit>): Promise<{ unitId: string }> {
  assertCan(call.actor, 'unit.manage')
  const unit = parseInput(NewUnit, input)
  return transaction(async (tx) => {
    await assertParentFits(tx, unit.parentId)
    await assertNameFree(tx, unit.name)
    const validFrom = fromDay(businessDay(call.now))
    const { id } = await tx.unit.create({ data: { ...unit, validFrom, createdAt: call.now }, select: { id: true } })
    await recordAudit(tx, call, { action: 'unit.create', subjectType: 'unit', subjectId: id, after: unit })
    return { unitId: id }
  })
}
