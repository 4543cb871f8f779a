import { database } from '~/platform/database/client'
import { isId } from '~/shared/id'
import { namedIds } from '../domain/logged-values'

/** Names of the units, parks and teams in these changes, by id, closed ones too. */
export async function changeNames(
  changes: readonly { before: unknown; after: unknown }[],
): Promise<Record<string, string>> {
  const ids = [...new Set(changes.flatMap(({ before, after }) => namedIds(before, after)))].filter(isId)
  if (ids.length === 0) return {}
  const among = { where: { id: { in: ids } }, select: { id: true, name: true } }
  const db = database()
  const named = await Promise.all([db.unit.findMany(among), db.park.findMany(among), db.team.findMany(among)])
  return Object.fromEntries(named.flat().map(({ id, name }) => [id, name]))
}
