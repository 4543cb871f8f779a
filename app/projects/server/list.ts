import { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction } from '~/platform/database/client'
import { decodeCursor, encodeCursor, SORT_VALUES, type Position } from '~/shared/cursor'
import { fieldOf, isFieldName, LISTED_FIELDS } from '../domain/fields'
import type { ProjectFilter, Sort, SortKey, STANDING_SORTS } from '../domain/filter'
import type { ListedFields, Standing } from '../domain/read-fields'
import { isPathStage, type PathStage } from '../domain/stages'
import { joinFields, STANDING } from './fields-sql'
import { COLUMN_TYPES, filterSql, isNarrow } from './filter-sql'
import { columnOf } from './stored-fields'

export type ProjectListItem = ListedFields & Standing & { id: string; updatedAt: Date }

export interface ProjectPage {
  items: ProjectListItem[]
  total: number
  nextCursor: string | null
}

export interface ListOptions {
  filter: ProjectFilter
  sort: Sort
  /** 1 to 200 */
  limit: number
  /** rows passed over: for a page with numbers */
  offset?: number
  /** goes on after the last row of an earlier page */
  cursor?: string
  /** a further condition on `p.id`, as a room downstream supplies it */
  within?: Prisma.Sql
}

interface SortColumn {
  column: string
  type: 'timestamptz' | 'text' | 'stage' | 'date' | 'numeric'
  nullable: boolean
}

const STANDING_COLUMNS: Record<(typeof STANDING_SORTS)[number], SortColumn> = {
  updatedAt: { column: 'p.updated_at', type: 'timestamptz', nullable: false },
  stage: { column: 'p.stage', type: 'stage', nullable: false },
  signedFrom: { column: 'p.signed_from', type: 'date', nullable: true },
  startedFrom: { column: 'p.started_from', type: 'date', nullable: true },
}

function sortColumn(name: SortKey): SortColumn {
  if (!isFieldName(name)) return STANDING_COLUMNS[name]
  const field = fieldOf(name)
  const type = COLUMN_TYPES[field.kind]
  if (type === 'uuid' || type === 'boolean') throw new Error(`${name} has no order`)
  return { column: `p.${columnOf(name)}`, type, nullable: !('required' in field) }
}

function sortOf(sort: Sort) {
  const descending = sort.startsWith('-')
  return { ...sortColumn((descending ? sort.slice(1) : sort) as SortKey), descending }
}

/** Rows of `page` after a position; empty values stand last in either direction. */
function after({ sort, value, id }: Position, column: Prisma.Sql): Prisma.Sql {
  const { type, nullable, descending } = sortOf(sort as Sort)
  const beyond = Prisma.raw(descending ? '<' : '>')
  if (value === null) return Prisma.sql`${column} IS NULL AND p.id ${beyond} ${id}::uuid`
  const at = Prisma.sql`${value}::${Prisma.raw(type)}`
  const keyset = Prisma.sql`(${column}, p.id) ${beyond} (${at}, ${id}::uuid)`
  return nullable ? Prisma.sql`(${keyset} OR ${column} IS NULL)` : keyset
}

/**
 * The page's ids, `page(id, value)`, and `counted(total)`. Counting looks at every row that satisfies the filters; where
 * these narrow, the page is cut from the same look, else the planner, hoping for an early end, walks the index of the
 * sort past thousands of others. Without them the first rows of that index are the page.
 */
function pageSql(call: Call, { filter, sort, limit, offset = 0, cursor, within }: ListOptions): Prisma.Sql {
  const { column, descending, nullable, type } = sortOf(sort)
  const fits = (text: string) => (type === 'stage' ? isPathStage(text as PathStage) : SORT_VALUES[type](text))
  const where = filterSql(call, filter, within)
  const narrow = isNarrow(filter, within)
  const value = narrow ? Prisma.raw('p.value') : Prisma.raw(column)
  const end = cursor ? after(decodeCursor(cursor, sort, fits), value) : Prisma.sql`true`
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  const order = Prisma.sql`${value} ${direction} ${Prisma.raw(nullable ? 'NULLS LAST' : '')}, p.id ${direction}`
  const cut = Prisma.sql`ORDER BY ${order} LIMIT ${limit + 1} OFFSET ${offset}`
  if (!narrow) {
    return Prisma.sql`
      page AS (SELECT p.id, ${value} AS value FROM project p WHERE ${where} AND ${end} ${cut}),
      counted AS (SELECT count(*) AS total FROM project p WHERE ${where})`
  }
  return Prisma.sql`
    found AS MATERIALIZED (SELECT p.id, ${Prisma.raw(column)} AS value FROM project p WHERE ${where}),
    page AS (SELECT p.id, p.value FROM found p WHERE ${end} ${cut}),
    counted AS (SELECT count(*) AS total FROM found)`
}

const LISTED = joinFields(LISTED_FIELDS)

type Row = ProjectListItem & { sortValue: string | null; total: bigint }

/** `byWord`: planned for the word that is asked for; a plan made for any word does not know how common this one is. */
function read<Each>(byWord: boolean, query: Prisma.Sql): Promise<Each[]> {
  if (!byWord) return database().$queryRaw<Each[]>(query)
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`
    return tx.$queryRaw<Each[]>(query)
  })
}

/** A page of the projects the actor may see, filtered, sorted and counted by the database. */
export async function listProjects(call: Call, options: ListOptions): Promise<ProjectPage> {
  assertCan(call.actor, 'project.read')
  const { sort, limit } = options
  const { descending, nullable } = sortOf(sort)
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  // An empty page still has a total: then the one row's project is missing.
  const rows = await read<Row | { id: null; total: bigint }>(
    Boolean(options.filter.q),
    Prisma.sql`
    WITH ${pageSql(call, options)}
    SELECT p.id, ${Prisma.raw(LISTED.select)}, ${Prisma.raw(STANDING)}, page.value::text AS "sortValue", counted.total
    FROM counted
    LEFT JOIN page ON true
    LEFT JOIN project p ON p.id = page.id
    ${Prisma.raw(LISTED.joins)}
    ORDER BY page.value ${direction} ${Prisma.raw(nullable ? 'NULLS LAST' : '')}, page.id ${direction}`,
  )

  const listed = rows.filter((row) => row.id !== null) as Row[]
  const page = listed.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ sortValue: _, total: __, ...row }) => row),
    total: Number(rows[0]!.total),
    nextCursor: listed.length > limit && last ? encodeCursor({ sort, value: last.sortValue, id: last.id }) : null,
  }
}
