import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { mergeUnitsInput } from '~/auth/domain/inputs'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { businessDay, fromDay } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { unitMerges, type MergedUnit } from './unit-merges'
import { assertParentFits, touchUnit, unitToChange } from './unit'

/**
 * Merges a unit into another: people, teams and lower units go over with whatever rooms keep of it, and its name stays as a
 * synonym.
 * @throws AppError invalid (422) at `intoId`, conflict (409) for the root, stale (409)
 */
export async function mergeUnits(context: RequestContext, input: unknown): Promise<void> {
  assertCan(context.actor, 'unit.manage')
  const { unitId, intoId, version } = parseInput(mergeUnitsInput, input)
  if (unitId === intoId) throw invalidField('intoId', '不能并入自己', 'same')
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM unit WHERE id IN (${unitId}::uuid, ${intoId}::uuid) ORDER BY id FOR UPDATE`
    const unit = await unitToChange(tx, unitId, version)
    const into = await unitToChange(tx, intoId)
    if (!unit.parentId && unit.confirmed) throw new AppError('conflict', { userMessage: '最上级单位不能并入其他单位' })
    if (into.validTo) throw invalidField('intoId', '这个单位已经撤销', 'closed')
    await assertParentFits(tx, intoId, unitId).catch((error: AppError) => {
      throw error.errors[0]?.code === 'circle' ? invalidField('intoId', '不能并入自己的下级单位', 'circle') : error
    })
    const validTo = fromDay(businessDay(context.now))
    await touchUnit(tx, unit, { mergedIntoId: intoId, validTo, confirmed: true })
    await moveNames(tx, unit, intoId, validTo)
    const moved = await moveBelongings(tx, context, { unitId, intoId })
    await recordAudit(tx, context, {
      action: 'unit.merge',
      subjectType: 'unit',
      subjectId: unitId,
      after: { name: unit.name, intoId, into: into.name, ...moved },
    })
  })
}

async function moveNames(tx: Tx, unit: { id: string; name: string }, intoId: string, validTo: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO unit_name (id, unit_id, name, valid_from, valid_to)
    SELECT gen_random_uuid(), ${intoId}::uuid, name, valid_from, valid_to FROM unit_name WHERE unit_id = ${unit.id}::uuid
    UNION ALL SELECT gen_random_uuid(), ${intoId}::uuid, ${unit.name}, NULL, ${validTo}::date
    ON CONFLICT (unit_id, name) DO NOTHING`
}

async function moveBelongings(tx: Tx, context: RequestContext, { unitId, intoId }: MergedUnit) {
  const from = { where: { unitId }, data: { unitId: intoId } }
  const users = await tx.user.updateMany(from)
  await tx.team.updateMany(from)
  await tx.unit.updateMany({ where: { parentId: unitId }, data: { parentId: intoId } })
  const moved: Record<string, number> = { users: users.count }
  for (const follow of unitMerges.all()) Object.assign(moved, await follow(tx, context, { unitId, intoId }))
  return moved
}
