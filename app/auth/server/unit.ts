import { staleEdit } from '~/audit/server/stale-edit'
import type { Prisma, Unit } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'

/** A unit to be changed. @throws AppError notFound (404), stale (409), conflict (409) once it has been merged */
export async function unitToChange(tx: Tx, unitId: string, version?: number) {
  const unit = await tx.unit.findUnique({ where: { id: unitId } })
  if (!unit) throw notFound('这个单位')
  if (version !== undefined && unit.version !== version) throw await staleUnit(tx, unit)
  if (unit.mergedIntoId) throw new AppError('conflict', { userMessage: `${unit.name} 已经并入其他单位` })
  return unit
}

export async function touchUnit(
  tx: Tx,
  unit: { id: string; version: number },
  data: Prisma.UnitUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.unit.updateMany({
    where: { id: unit.id, version: unit.version },
    data: { ...data, version: unit.version + 1 },
  })
  if (count === 0) throw await staleUnit(tx, await tx.unit.findUniqueOrThrow({ where: { id: unit.id } }))
}

function staleUnit(tx: Tx, { id, version, name, kind, parentId }: Unit): Promise<AppError> {
  return staleEdit(tx, { subject: { type: 'unit', id }, what: '这个单位', version, current: { name, kind, parentId } })
}

/** @throws AppError invalid (422) at `name` when a living unit has it */
export async function assertNameFree(tx: Tx, name: string, except?: string): Promise<void> {
  const taken = await tx.unit.count({ where: { name, validTo: null, id: except ? { not: except } : undefined } })
  if (taken > 0) throw invalidField('name', '已有同名的单位', 'taken')
}

/** @throws AppError invalid (422) at `parentId`: unknown, closed, or the unit itself or one below it */
export async function assertParentFits(tx: Tx, parentId: string, unitId?: string): Promise<void> {
  const above = await tx.$queryRaw<{ id: string; open: boolean }[]>`
    WITH RECURSIVE above AS (
      SELECT id, parent_id, valid_to IS NULL AS open, 1 AS level FROM unit WHERE id = ${parentId}::uuid
      UNION ALL
      SELECT u.id, u.parent_id, u.valid_to IS NULL, level + 1 FROM unit u JOIN above a ON u.id = a.parent_id WHERE level < 20
    )
    SELECT id, open FROM above ORDER BY level`
  if (!above[0]?.open) throw invalidField('parentId', '请选择上级单位', 'unknown')
  if (above.some(({ id }) => id === unitId)) throw invalidField('parentId', '上级不能是本单位或它的下级', 'circle')
}
