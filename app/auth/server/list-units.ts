import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import type { UnitKindId } from '~/auth/domain/unit-kinds'
import { database } from '~/platform/database/client'
import { likePattern } from '~/platform/database/contains'
import { pageLimit } from '~/shared/page-limit'
import { heldBy, type Held } from './unit-holdings'

export interface UnitRow {
  id: string
  name: string
  kind: UnitKindId
  parentId: string | null
  /** 0 for the root */
  depth: number
  confirmed: boolean
  mergedInto: string | null
  synonyms: string[]
  users: number
  holds: Held[]
  version: number
}

export interface UnitFilter {
  search?: string
  /** only those an import met and nobody has confirmed */
  unconfirmed?: boolean
  offset?: number
  /** 50 unless told; at most 200 */
  limit?: number
  /** false: nothing is counted; what a unit has is told to who manages units alone */
  counted?: boolean
}

/** Units in the order of the tree, unconfirmed ones first, a page at a time. Closed and merged ones are found by searching. */
export async function listUnits(
  context: RequestContext,
  filter: UnitFilter = {},
): Promise<{ items: UnitRow[]; total: number }> {
  assertCan(context.actor, 'unit.read')
  const counted = (filter.counted ?? true) && can(context.actor, 'unit.manage')
  const like = filter.search ? likePattern(filter.search) : null
  const rows = await database().$queryRaw<(Omit<UnitRow, 'holds'> & { total: number })[]>`
    WITH RECURSIVE tree AS (
      SELECT id, 0 AS depth, ARRAY[confirmed::int::text, name] AS path FROM unit WHERE parent_id IS NULL
      UNION ALL
      SELECT u.id, t.depth + 1, t.path || u.confirmed::int::text || u.name
      FROM unit u JOIN tree t ON u.parent_id = t.id WHERE t.depth < 20
    ), shown AS (
      SELECT u.*, t.depth, t.path FROM tree t JOIN unit u ON u.id = t.id
      WHERE (${like}::text IS NOT NULL OR u.valid_to IS NULL)
        AND (NOT ${filter.unconfirmed ?? false}::boolean OR (NOT u.confirmed AND u.valid_to IS NULL))
        AND (${like}::text IS NULL OR u.name LIKE ${like}
             OR EXISTS (SELECT FROM unit_name n WHERE n.unit_id = u.id AND n.name LIKE ${like}))
    ), page AS (
      SELECT *, count(*) OVER () AS total FROM shown ORDER BY path
      LIMIT ${pageLimit(filter.limit)}::int OFFSET ${filter.offset ?? 0}::int
    )
    SELECT p.id, p.name, p.kind::text AS kind, p.parent_id AS "parentId", p.depth, p.confirmed, p.version,
           (SELECT m.name FROM unit m WHERE m.id = p.merged_into_id) AS "mergedInto",
           ARRAY(SELECT n.name FROM unit_name n WHERE n.unit_id = p.id ORDER BY n.name) AS synonyms,
           (SELECT count(*)::int FROM app_user a WHERE ${counted}::boolean AND a.unit_id = p.id AND a.disabled_at IS NULL) AS users,
           p.total::int AS total
    FROM page p ORDER BY p.path`
  const held = await heldBy(database(), counted ? rows.map(({ id }) => id) : [], 'list')
  return { items: rows.map(({ total: _, ...row }) => ({ ...row, holds: held(row.id) })), total: rows[0]?.total ?? 0 }
}

/** Living, confirmed units to choose from, in the order of the tree; at most 500. */
export async function unitChoices(context: RequestContext): Promise<{ id: string; name: string; depth: number }[]> {
  assertCan(context.actor, 'unit.read')
  return database().$queryRaw`
    WITH RECURSIVE tree AS (
      SELECT id, name, 0 AS depth, ARRAY[name] AS path FROM unit WHERE parent_id IS NULL AND valid_to IS NULL AND confirmed
      UNION ALL
      SELECT u.id, u.name, t.depth + 1, t.path || u.name
      FROM unit u JOIN tree t ON u.parent_id = t.id WHERE u.valid_to IS NULL AND u.confirmed AND t.depth < 20
    )
    SELECT id, name, depth FROM tree ORDER BY path LIMIT 500`
}
