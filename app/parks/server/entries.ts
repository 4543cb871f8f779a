import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { likePattern } from '~/platform/database/contains'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { pageLimit } from '~/shared/page-limit'
import { ENTRY_NAMES, type EntryKind } from '../domain/entries'
import { tablesOf } from './entry-tables'

export interface EntryRow {
  id: string
  name: string
  confirmed: boolean
  mergedInto: string | null
  synonyms: string[]
  /** the committee of a park */
  unitName: string | null
  /** somebody of it has the park's role and may log in */
  hasAccount: boolean
  version: number
}

export interface EntryFilter {
  search?: string
  /** only those that a ledger or a form met and nobody has confirmed */
  unconfirmed?: boolean
  /** parks for which nobody can act: without a committee, or nobody of it has an account */
  withoutUnit?: boolean
  offset?: number
  /** 50 unless told; at most 200 */
  limit?: number
}

/** A word nobody has confirmed may come from a lead that others do not see: whoever keeps the dictionary sees it. */
const seesUnconfirmed = ({ actor }: RequestContext) => can(actor, 'park.manage')

/** Somebody of the committee of the park `e` works in the program as it. */
const HAS_ACCOUNT = Prisma.sql`EXISTS (SELECT FROM app_user u JOIN user_role r ON r.user_id = u.id
  WHERE u.unit_id = e.unit_id AND u.disabled_at IS NULL AND r.role = 'park')`

/** Entries by name, unconfirmed ones first, a page at a time. Merged ones are found by searching. */
export async function listEntries(
  context: RequestContext,
  kind: EntryKind,
  { search, unconfirmed = false, withoutUnit = false, offset = 0, limit }: EntryFilter = {},
): Promise<{ items: EntryRow[]; total: number }> {
  assertCan(context.actor, 'park.read')
  const { entry, names, key } = tablesOf(kind)
  const unit = kind === 'park' ? Prisma.sql`(SELECT u.name FROM unit u WHERE u.id = e.unit_id)` : Prisma.sql`NULL`
  const account = kind === 'park' ? HAS_ACCOUNT : Prisma.sql`false`
  const like = likePattern(search ?? '')
  const open = kind === 'park' ? [Prisma.sql`e.valid_to IS NULL`] : []
  const conditions = [
    ...open,
    search
      ? Prisma.sql`(e.name ILIKE ${like} OR EXISTS (SELECT FROM ${names} n WHERE n.${key} = e.id AND n.name ILIKE ${like}))`
      : Prisma.sql`e.merged_into_id IS NULL`,
    ...(unconfirmed ? [Prisma.sql`NOT e.confirmed`] : []),
    ...(seesUnconfirmed(context) ? [] : [Prisma.sql`e.confirmed`]),
    ...(withoutUnit && kind === 'park' ? [Prisma.sql`NOT ${HAS_ACCOUNT}`] : []),
  ]
  const rows = await database().$queryRaw<(EntryRow & { total: number })[]>`
    SELECT e.id, e.name, e.confirmed, e.version, ${unit} AS "unitName", ${account} AS "hasAccount",
      (SELECT m.name FROM ${entry} m WHERE m.id = e.merged_into_id) AS "mergedInto",
      ARRAY(SELECT n.name FROM ${names} n WHERE n.${key} = e.id ORDER BY n.name) AS synonyms,
      count(*) OVER ()::int AS total
    FROM ${entry} e WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY e.confirmed, e.name LIMIT ${pageLimit(limit)}::int OFFSET ${offset}::int`
  return { items: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export interface ReadEntry extends Omit<EntryRow, 'hasAccount'> {
  unitId: string | null
  chains: string[]
  minIntensityWanPerMu: string | null
  mergedIntoId: string | null
}

/** One entry with its names. @throws AppError notFound (404) */
export async function readEntry(context: RequestContext, kind: EntryKind, id: string | undefined): Promise<ReadEntry> {
  assertCan(context.actor, 'park.read')
  if (!isId(id)) throw notFound(`这个${ENTRY_NAMES[kind]}`)
  const include = { names: { orderBy: { name: 'asc' } }, mergedInto: { select: { name: true } } } as const
  if (kind === 'industry') {
    const found = await database().industry.findUnique({ where: { id }, include })
    if (!found || !(found.confirmed || seesUnconfirmed(context))) throw notFound('这个产业')
    const { names, mergedInto, createdAt: _, ...own } = found
    const none = { unitId: null, unitName: null, chains: [], minIntensityWanPerMu: null }
    return { ...own, ...none, mergedInto: mergedInto?.name ?? null, synonyms: names.map(({ name }) => name) }
  }
  const found = await database().park.findUnique({ where: { id }, include: { ...include, unit: true } })
  if (!found || !(found.confirmed || seesUnconfirmed(context))) throw notFound('这个园区')
  const { name, confirmed, version, unitId, unit, chains, mergedIntoId, mergedInto, names } = found
  return {
    id,
    name,
    confirmed,
    version,
    unitId,
    chains,
    mergedIntoId,
    unitName: unit?.name ?? null,
    minIntensityWanPerMu: found.minIntensityWanPerMu?.toString() ?? null,
    mergedInto: mergedInto?.name ?? null,
    synonyms: names.map((each) => each.name),
  }
}

/** Entries to choose from, those that are confirmed and not merged; at most 500. */
export async function entryChoices(context: RequestContext, kind: EntryKind): Promise<{ id: string; name: string }[]> {
  assertCan(context.actor, 'park.read')
  return database().$queryRaw`
    SELECT id, name FROM ${tablesOf(kind).entry} WHERE confirmed AND merged_into_id IS NULL ORDER BY name LIMIT 500`
}
