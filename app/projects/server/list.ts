import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction } from '~/platform/database/client'
import { decodeCursor, encodeCursor, SORT_VALUES, type Position } from '~/shared/cursor'
import { fieldOf, isFieldName, OWN_FIELDS } from '../domain/fields'
import type { ProjectFilter, Sort, SortKey, STANDING_SORTS } from '../domain/filter'
import { fieldsOfColumns } from '../domain/list-columns'
import type { ListedProject } from '../domain/listed-project'
import type { ProjectFields, Standing } from '../domain/read-fields'
import { isPathStage } from '../domain/stages'
import { joinFields, STANDING } from './fields-sql'
import { COLUMN_TYPES, filterSql, isNarrow } from './filter-sql'
import { isRare, readSought, type Sought } from './search'
import { columnOf } from './stored-fields'

/** A project with all its fields. */
export type WholeProject = ProjectFields & Standing & { id: string; updatedAt: Date }

interface Page<Item> {
  items: Item[]
  total: number
  /** there may be more than `total`: no more were counted */
  totalIsLeast: boolean
  nextCursor: string | null
}

/** Which projects, in which order. */
export interface ListQuestion {
  filter: ProjectFilter
  sort: Sort
  /** which projects count, on `p.id`, as a room downstream says it; else all that lists are made of */
  within?: Prisma.Sql
}

export interface ListOptions extends ListQuestion {
  /** 1 to 200 */
  limit: number
  /** rows passed over: for a page with numbers */
  offset?: number
  /** goes on after the last row of an earlier page */
  cursor?: string
  /** a search that nothing else narrows is counted no further, because of a common word every project must be looked at */
  countUpTo?: number
  /** keys of the columns that are shown, where these need more than every list reads */
  columns?: readonly string[]
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
 * To find and sort so many projects takes some 20 ms. A word that more of them hold is met sooner by walking the order of
 * the list, were it not that the latest ones, as those of an import, may all lack it.
 */
const MANY = 20_000

/**
 * The page's ids, `page(id, value)`, and `counted(total)`. Counting looks at every row that satisfies the filters; where
 * these narrow, the page is cut from the same look, else the planner, hoping for an early end, walks the index of the
 * sort past thousands of others. Without them the first rows of that index are the page.
 */
function pageSql(context: RequestContext, options: ListOptions, { counts, countUpTo, sought }: Reading): Prisma.Sql {
  const { filter, sort, limit, offset = 0, cursor, within } = options
  const { column, descending, nullable, type } = sortOf(sort)
  const fits = (text: string) => (type === 'stage' ? isPathStage(text) : SORT_VALUES[type](text))
  const where = filterSql(context, filter, { within, sought })
  const narrow = isNarrow(filter, within) || sought?.some(isRare)
  const value = narrow ? Prisma.raw('p.value') : Prisma.raw(column)
  const end = cursor ? after(decodeCursor(cursor, sort, fits), value) : Prisma.sql`true`
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  const order = Prisma.sql`${value} ${direction} ${Prisma.raw(nullable ? 'NULLS LAST' : '')}, p.id ${direction}`
  const cut = Prisma.sql`ORDER BY ${order} LIMIT ${limit + 1} OFFSET ${offset}`
  if (!narrow) {
    const upTo = countUpTo ? Prisma.sql`LIMIT ${countUpTo + 1}` : Prisma.empty
    const all = Prisma.sql`SELECT count(*) AS total FROM (SELECT FROM project p WHERE ${where} ${upTo}) matching`
    return Prisma.sql`
      page AS (SELECT p.id, ${value} AS value FROM project p WHERE ${where} AND ${end} ${cut}),
      counted AS (${counts ? all : NOT_COUNTED})`
  }
  return Prisma.sql`
    found AS MATERIALIZED (SELECT p.id, ${Prisma.raw(column)} AS value FROM project p WHERE ${where}),
    page AS (SELECT p.id, p.value FROM found p WHERE ${end} ${cut}),
    counted AS (${counts ? Prisma.sql`SELECT count(*) AS total FROM found` : NOT_COUNTED})`
}

const NOT_COUNTED = Prisma.sql`SELECT 0::bigint AS total`

type Row = WholeProject & { sortValue: string | null; total: bigint }

/**
 * `byWord`: planned for the word that is asked for; a plan made for any word does not know how common this one is. To start
 * workers for it takes longer than to answer.
 */
function read<Each>(byWord: boolean, query: Prisma.Sql): Promise<Each[]> {
  if (!byWord) return database().$queryRaw<Each[]>(query)
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('plan_cache_mode', 'force_custom_plan', true),
      set_config('max_parallel_workers_per_gather', '0', true)`
    return tx.$queryRaw<Each[]>(query)
  })
}

interface Reading {
  /** what is selected of each project, and the joins it needs */
  fields: ReturnType<typeof joinFields>
  counts: boolean
  countUpTo?: number
  sought?: readonly Sought[]
}

/** A page of the projects the actor may see, filtered, sorted and counted by the database; only `fields` are there. */
async function readPage(
  context: RequestContext,
  options: ListOptions,
  { fields, counts }: Pick<Reading, 'fields' | 'counts'>,
): Promise<Page<WholeProject>> {
  assertCan(context.actor, 'project.read')
  const { sort, limit, filter, within } = options
  const searchedAlone = !isNarrow(filter, within)
  const sought = filter.q ? await readSought(filter.q, searchedAlone ? MANY : undefined) : undefined
  const countUpTo = sought && searchedAlone ? options.countUpTo : undefined
  const { descending, nullable } = sortOf(sort)
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  // An empty page still has a total: then the one row's project is missing.
  const rows = await read<Row | { id: null; total: bigint }>(
    sought !== undefined,
    Prisma.sql`
    WITH ${pageSql(context, options, { fields, counts, countUpTo, sought })}
    SELECT p.id, ${Prisma.raw(fields.select)}, ${Prisma.raw(STANDING)}, page.value::text AS "sortValue", counted.total
    FROM counted
    LEFT JOIN page ON true
    LEFT JOIN project p ON p.id = page.id
    ${Prisma.raw(fields.joins)}
    ORDER BY page.value ${direction} ${Prisma.raw(nullable ? 'NULLS LAST' : '')}, page.id ${direction}`,
  )

  const listed = rows.filter((row) => row.id !== null) as Row[]
  const page = listed.slice(0, limit)
  const last = page.at(-1)
  const total = Number(rows[0]?.total ?? 0)
  return {
    items: page.map(({ sortValue: _, total: __, ...row }) => row),
    total: Math.min(total, countUpTo ?? total),
    totalIsLeast: total > (countUpTo ?? total),
    nextCursor: listed.length > limit && last ? encodeCursor({ sort, value: last.sortValue, id: last.id }) : null,
  }
}

const LISTED = joinFields(fieldsOfColumns([]))
const WHOLE = joinFields(OWN_FIELDS)
const READ_AT_ONCE = 1000

/** A page of the projects the actor may see, as rows of a list. */
export function listProjects(context: RequestContext, options: ListOptions): Promise<Page<ListedProject>> {
  const fields = options.columns ? joinFields(fieldsOfColumns(options.columns)) : LISTED
  return readPage(context, options, { fields, counts: true })
}

/** All the projects the actor may see, with all their fields, a thousand at a time. */
export async function* everyProject(context: RequestContext, question: ListQuestion): AsyncGenerator<WholeProject[]> {
  let cursor: string | null = null
  do {
    const options: ListOptions = { ...question, limit: READ_AT_ONCE, cursor: cursor ?? undefined }
    const page = await readPage(context, options, { fields: WHOLE, counts: false })
    yield page.items
    cursor = page.nextCursor
  } while (cursor)
}
