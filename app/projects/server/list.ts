import { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { decodeCursor, encodeCursor, type Position } from '~/shared/cursor'
import { toDay, type Day } from '~/shared/day'
import type { ProjectFilter, Sort } from '../domain/filter'
import type { PathStage, ProjectStatus } from '../domain/stages'
import { visibleProjectsSql } from './visibility'

export interface ProjectListItem {
  id: string
  code: string | null
  name: string
  investorId: string | null
  investorName: string | null
  unitId: string
  unitName: string
  introducedById: string | null
  introducedByName: string | null
  landedAtId: string | null
  landedAtName: string | null
  parkId: string | null
  parkName: string | null
  industry: string | null
  channel: string | null
  sponsor: string | null
  stage: PathStage
  status: ProjectStatus
  stageOn: Day | null
  signedFrom: Day | null
  signedTo: Day | null
  startedFrom: Day | null
  startedTo: Day | null
  /** 万元 */
  investmentWan: string | null
  /** 亩 */
  landMu: string | null
  rents: boolean
  confidential: boolean
  blockingIssue: string | null
  nextStep: string | null
  updatedAt: Date
}

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

const SORT_COLUMNS: Record<string, { column: string; type: string; nullable: boolean }> = {
  updatedAt: { column: 'p.updated_at', type: 'timestamptz', nullable: false },
  name: { column: 'p.name', type: 'text', nullable: false },
  stage: { column: 'p.stage', type: 'stage', nullable: false },
  signedFrom: { column: 'p.signed_from', type: 'date', nullable: true },
  startedFrom: { column: 'p.started_from', type: 'date', nullable: true },
  investmentWan: { column: 'p.investment_wan', type: 'numeric', nullable: true },
  landMu: { column: 'p.land_mu', type: 'numeric', nullable: true },
}

function sortOf(sort: Sort) {
  const descending = sort.startsWith('-')
  return { ...SORT_COLUMNS[descending ? sort.slice(1) : sort]!, descending }
}

/** Two characters are found by their grams, longer words by trigrams: both have an index. */
function nameContains(column: string, word: string): Prisma.Sql {
  if (word.length <= 2) return Prisma.sql`text_grams(${Prisma.raw(column)}) @> ARRAY[${word.toLowerCase()}]`
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  return Prisma.sql`${Prisma.raw(column)} ILIKE ${pattern}`
}

function conditions(call: Call, filter: ProjectFilter, within?: Prisma.Sql): Prisma.Sql {
  const all: Prisma.Sql[] = [Prisma.sql`p.merged_into_id IS NULL`, visibleProjectsSql(call.actor)]
  if (within) all.push(within)
  for (const word of filter.q?.split(/\s+/).filter(Boolean) ?? []) {
    all.push(Prisma.sql`(${nameContains('p.name', word)}
      OR p.investor_id IN (SELECT found.id FROM investor found WHERE ${nameContains('found.name', word)})
      OR p.code = ${word})`)
  }
  if (filter.stage.length > 0) all.push(Prisma.sql`p.stage = ANY(${filter.stage}::stage[])`)
  if (filter.status) all.push(Prisma.sql`p.status = ${filter.status}::project_status`)
  if (filter.unit) {
    all.push(Prisma.sql`(p.unit_id = ${filter.unit}::uuid OR p.introduced_by_id = ${filter.unit}::uuid
      OR p.landed_at_id = ${filter.unit}::uuid)`)
  }
  if (filter.park) all.push(Prisma.sql`p.park_id = ${filter.park}::uuid`)
  if (filter.investor) all.push(Prisma.sql`p.investor_id = ${filter.investor}::uuid`)
  if (filter.industry) all.push(Prisma.sql`p.industry = ${filter.industry}`)
  if (filter.channel) all.push(Prisma.sql`p.channel = ${filter.channel}`)
  if (filter.sponsor) all.push(Prisma.sql`p.sponsor = ${filter.sponsor}`)
  if (filter.signedFrom) all.push(Prisma.sql`p.signed_from >= ${filter.signedFrom}::date`)
  if (filter.signedTo) all.push(Prisma.sql`p.signed_from <= ${filter.signedTo}::date`)
  if (filter.minWan !== undefined) all.push(Prisma.sql`p.investment_wan >= ${filter.minWan}::numeric`)
  if (filter.maxWan !== undefined) all.push(Prisma.sql`p.investment_wan < ${filter.maxWan}::numeric`)
  if (filter.nextStepBy) all.push(Prisma.sql`p.next_step_on <= ${filter.nextStepBy}::date AND p.status = 'active'`)
  if (filter.notStarted) all.push(Prisma.sql`p.signed_from IS NOT NULL AND p.started_from IS NULL`)
  if (filter.mine) all.push(Prisma.sql`p.unit_id = ${call.actor.unitId}::uuid`)
  return Prisma.join(all, ' AND ')
}

/** Rows after a position; empty values stand last in either direction. */
function after({ sort, value, id }: Position): Prisma.Sql {
  const { column, type, nullable, descending } = sortOf(sort as Sort)
  const c = Prisma.raw(column)
  const beyond = Prisma.raw(descending ? '<' : '>')
  if (value === null) return Prisma.sql`${c} IS NULL AND p.id ${beyond} ${id}::uuid`
  const at = Prisma.sql`${value}::${Prisma.raw(type)}`
  const keyset = Prisma.sql`(${c}, p.id) ${beyond} (${at}, ${id}::uuid)`
  return nullable ? Prisma.sql`(${keyset} OR ${c} IS NULL)` : keyset
}

type Row = Omit<ProjectListItem, 'stageOn' | 'signedFrom' | 'signedTo' | 'startedFrom' | 'startedTo'> & {
  stageOn: Date | null
  signedFrom: Date | null
  signedTo: Date | null
  startedFrom: Date | null
  startedTo: Date | null
  sortValue: string | null
}

const day = (date: Date | null) => (date ? toDay(date) : null)

/** A page of the projects the actor may see, filtered, sorted and counted by the database. */
export async function listProjects(call: Call, options: ListOptions): Promise<ProjectPage> {
  assertCan(call.actor, 'project.read')
  const { filter, sort, limit, offset = 0, cursor, within } = options
  const { column, descending } = sortOf(sort)
  const where = conditions(call, filter, within)
  const from = cursor ? Prisma.sql`${where} AND ${after(decodeCursor(cursor, sort))}` : where
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  const nulls = Prisma.raw(SORT_COLUMNS[sort.replace('-', '')]!.nullable ? 'NULLS LAST' : '')

  const [rows, counted] = await Promise.all([
    database().$queryRaw<Row[]>`
      SELECT p.id, p.code, p.name, i.id AS "investorId", i.name AS "investorName", u.id AS "unitId", u.name AS "unitName",
        intro.id AS "introducedById", intro.name AS "introducedByName", land.id AS "landedAtId",
        land.name AS "landedAtName", k.id AS "parkId", k.name AS "parkName",
        p.industry, p.channel, p.sponsor, p.stage::text AS stage, p.status::text AS status,
        p.stage_on AS "stageOn", p.signed_from AS "signedFrom", p.signed_to AS "signedTo",
        p.started_from AS "startedFrom", p.started_to AS "startedTo",
        p.investment_wan::text AS "investmentWan", p.land_mu::text AS "landMu", p.rents, p.confidential,
        p.blocking_issue AS "blockingIssue", p.next_step AS "nextStep", p.updated_at AS "updatedAt",
        ${Prisma.raw(column)}::text AS "sortValue"
      FROM (SELECT * FROM project p WHERE ${from}
        ORDER BY ${Prisma.raw(column)} ${direction} ${nulls}, p.id ${direction}
        LIMIT ${limit + 1} OFFSET ${offset}) p
      JOIN unit u ON u.id = p.unit_id
      LEFT JOIN investor i ON i.id = p.investor_id
      LEFT JOIN unit intro ON intro.id = p.introduced_by_id
      LEFT JOIN unit land ON land.id = p.landed_at_id
      LEFT JOIN park k ON k.id = p.park_id
      ORDER BY ${Prisma.raw(column)} ${direction} ${nulls}, p.id ${direction}`,
    database().$queryRaw<[{ total: bigint }]>`SELECT count(*) AS total FROM project p WHERE ${where}`,
  ])

  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ sortValue: _, ...row }) => ({
      ...row,
      stageOn: day(row.stageOn),
      signedFrom: day(row.signedFrom),
      signedTo: day(row.signedTo),
      startedFrom: day(row.startedFrom),
      startedTo: day(row.startedTo),
    })),
    total: Number(counted[0].total),
    nextCursor: rows.length > limit && last ? encodeCursor({ sort, value: last.sortValue, id: last.id }) : null,
  }
}
