import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { AppError, invalidField } from '~/shared/errors'
import { isId } from '~/shared/id'

/**
 * The living unit of that id, name or synonym; the root without one.
 * @throws AppError invalid (422) at `unit` when there is none, or more than one
 */
export async function findUnit(context: RequestContext, named?: string): Promise<{ id: string; name: string }> {
  assertCan(context.actor, 'unit.read')
  const found = await database().unit.findMany({
    where: { validTo: null, mergedIntoId: null, ...wanted(named?.trim()) },
    select: { id: true, name: true },
    take: 2,
  })
  const [only, another] = found
  if (only && !another) return only
  if (named === undefined) throw new AppError('conflict', { userMessage: '还没有任何单位，请先启动一次程序' })
  throw found.length === 0
    ? invalidField('unit', `没有名为“${named}”的单位`, 'unknown')
    : invalidField('unit', `名为“${named}”的单位不止一个，请用单位编号`, 'ambiguous')
}

function wanted(named: string | undefined) {
  if (named === undefined) return { parentId: null }
  return isId(named) ? { id: named } : { OR: [{ name: named }, { names: { some: { name: named } } }] }
}
