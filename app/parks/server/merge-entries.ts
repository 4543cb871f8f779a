import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { newId } from '~/platform/database/bulk'
import { transaction } from '~/platform/database/client'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { mergeInput, type EntryKind } from '../domain/entries'
import { entryToChange } from './entry'
import { tablesOf } from './entry-tables'
import { followMerge } from './followers'

/**
 * Merges an entry into another: what names it goes over, and its names stay as synonyms. History follows: figures as
 * known before the merge can still be drawn as they were.
 * @throws AppError invalid (422) at `intoId`, stale (409)
 */
export async function mergeEntries(
  context: RequestContext,
  kind: EntryKind,
  id: string,
  input: unknown,
): Promise<void> {
  assertCan(context.actor, 'park.manage')
  const { intoId, version } = parseInput(mergeInput, input)
  if (id === intoId) throw invalidField('intoId', '不能并入自己', 'same')
  await transaction(async (tx) => {
    const { entry: table, names, key } = tablesOf(kind)
    await tx.$queryRaw`SELECT id FROM ${table} WHERE id IN (${id}::uuid, ${intoId}::uuid) ORDER BY id FOR UPDATE`
    const entry = await entryToChange(tx, kind, { id, version })
    const into = await entryToChange(tx, kind, { id: intoId }).catch(() => {
      throw invalidField('intoId', '请选择并入哪一个', 'unknown')
    })
    await tx.$executeRaw`UPDATE ${names} SET ${key} = ${intoId}::uuid WHERE ${key} = ${id}::uuid`
    await tx.$executeRaw`INSERT INTO ${names} (id, ${key}, name) VALUES (${newId()}::uuid, ${intoId}::uuid, ${entry.name})`
    await tx.$executeRaw`
      UPDATE ${table} SET merged_into_id = ${intoId}::uuid, confirmed = true, version = version + 1
      WHERE id = ${id}::uuid OR merged_into_id = ${id}::uuid`
    if (kind === 'park') await tx.parkApproval.updateMany({ where: { parkId: id }, data: { parkId: intoId } })
    const moved = await followMerge(tx, context, kind, { id, name: entry.name, intoId, into: into.name })
    await recordAudit(tx, context, {
      action: `${kind}.merge`,
      subjectType: kind,
      subjectId: id,
      after: { name: entry.name, intoId, into: into.name, ...moved },
    })
  })
}
