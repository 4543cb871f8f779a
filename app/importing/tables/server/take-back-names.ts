import { Prisma } from '~/generated/prisma/client'
import type { Db, Tx } from '~/platform/database/client'
import { countedSql } from '~/projects/server/counted'
import { businessDay } from '~/shared/day'
import type { MetNames, WriteContext } from './kind'

const { sql } = Prisma

const met = (batchId: string, kind: 'unit' | 'park' | 'industry') =>
  sql`SELECT subject_id FROM import_write WHERE batch_id = ${batchId}::uuid AND subject_type = ${kind}`

/** What `except` names is no other use. */
const unusedUnits = (batchId: string, except: Prisma.Sql) => sql`
  u.id IN (${met(batchId, 'unit')}) AND NOT u.confirmed AND u.valid_to IS NULL
  AND NOT EXISTS (SELECT FROM app_user a WHERE a.unit_id = u.id)
  AND NOT EXISTS (SELECT FROM team t WHERE t.unit_id = u.id)
  AND NOT EXISTS (SELECT FROM unit c WHERE c.parent_id = u.id)
  AND NOT EXISTS (SELECT FROM unit c WHERE c.merged_into_id = u.id)
  AND NOT EXISTS (SELECT FROM park k WHERE k.unit_id = u.id)
  AND NOT EXISTS (SELECT FROM project p WHERE u.id IN (p.unit_id, p.introduced_by_id, p.landed_at_id)
    AND ${countedSql} AND p.id NOT IN (${except}))`

const unusedParks = (batchId: string, except: Prisma.Sql) => sql`
  k.id IN (${met(batchId, 'park')}) AND NOT k.confirmed AND k.merged_into_id IS NULL AND k.valid_to IS NULL
  AND NOT EXISTS (SELECT FROM park c WHERE c.merged_into_id = k.id OR c.parent_id = k.id)
  AND NOT EXISTS (SELECT FROM plot g WHERE g.park_id = k.id)
  AND NOT EXISTS (SELECT FROM project p WHERE p.park_id = k.id AND ${countedSql} AND p.id NOT IN (${except}))`

const unusedIndustries = (batchId: string, except: Prisma.Sql) => sql`
  d.id IN (${met(batchId, 'industry')}) AND NOT d.confirmed AND d.merged_into_id IS NULL
  AND NOT EXISTS (SELECT FROM industry c WHERE c.merged_into_id = d.id)
  AND NOT EXISTS (SELECT FROM industry_name n WHERE n.industry_id = d.id)
  AND NOT EXISTS (SELECT FROM project p WHERE p.industry = d.name AND ${countedSql} AND p.id NOT IN (${except}))`

const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name)

/** The names that nothing uses but this import, and of its subjects none of those that stay. */
export async function namesToTakeBack(db: Db, batchId: string, kept: readonly string[]): Promise<MetNames> {
  const own = sql`SELECT subject_id FROM import_row
    WHERE batch_id = ${batchId}::uuid AND state IN ('created', 'updated') AND subject_id <> ALL(${kept}::uuid[])`
  const [units, parks, industries] = [
    await db.$queryRaw<{ name: string }[]>`SELECT u.name FROM unit u WHERE ${unusedUnits(batchId, own)} ORDER BY 1`,
    await db.$queryRaw<{ name: string }[]>`SELECT k.name FROM park k WHERE ${unusedParks(batchId, own)} ORDER BY 1`,
    await db.$queryRaw<
      { name: string }[]
    >`SELECT d.name FROM industry d WHERE ${unusedIndustries(batchId, own)} ORDER BY 1`,
  ]
  return { units: names(units), parks: names(parks), industries: names(industries) }
}

/**
 * Once its subjects are taken back: closes the units and parks that nothing uses any more, which history still names, and
 * takes its words out of the dictionary. The next import that names them opens them again.
 */
export async function takeBackNames(
  tx: Tx,
  { context, origin: { batchId } }: Pick<WriteContext, 'context' | 'origin'>,
): Promise<MetNames> {
  const today = businessDay(context.now)
  const none = sql`SELECT NULL::uuid WHERE false`
  const units = await tx.$queryRaw<{ name: string }[]>`
    UPDATE unit u SET valid_to = ${today}::date, version = version + 1 WHERE ${unusedUnits(batchId, none)} RETURNING u.name`
  const parks = await tx.$queryRaw<{ name: string }[]>`
    UPDATE park k SET valid_to = ${today}::date, version = version + 1 WHERE ${unusedParks(batchId, none)} RETURNING k.name`
  const industries = await tx.$queryRaw<{ name: string }[]>`
    DELETE FROM industry d WHERE ${unusedIndustries(batchId, none)} RETURNING d.name`
  return { units: names(units), parks: names(parks), industries: names(industries) }
}
