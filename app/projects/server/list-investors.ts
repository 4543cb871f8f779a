import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { textContains } from '~/platform/database/contains'
import { countedSql } from './counted'
import { visibleProjectsSql } from './visibility'
import { decodeCursor, encodeCursor, SORT_VALUES } from '~/shared/cursor'
import { searchedWords } from '~/shared/text'

export const INVESTOR_SORTS = ['name', '-name', 'createdAt', '-createdAt'] as const

export interface InvestorList {
  /** part of the name */
  q?: string
  uscc?: string
  origin?: string
  sort: (typeof INVESTOR_SORTS)[number]
  limit: number
  cursor?: string
}

export interface ListedInvestor {
  id: string
  name: string
  uscc: string | null
  origin: string | null
  createdAt: string
  /** those the actor may see */
  projects: number
  /** 万元, summed over them; null when none says */
  investmentWan: number | null
}

const SORT_COLUMNS = { name: ['i.name', 'text'], createdAt: ['i.created_at', 'timestamptz'] } as const

/** Investors of whose projects the actor may see at least one, a page at a time. */
export async function listInvestors(context: RequestContext, options: InvestorList) {
  assertCan(context.actor, 'investor.read')
  const { sort, limit, cursor } = options
  const descending = sort.startsWith('-')
  const [name, type] = SORT_COLUMNS[sort.replace('-', '') as keyof typeof SORT_COLUMNS]
  const column = Prisma.raw(name)
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  const where = conditions(context, options)
  const position = cursor ? decodeCursor(cursor, sort, SORT_VALUES[type]) : null
  const beyond = position
    ? Prisma.sql`AND (${column}, i.id) ${Prisma.raw(descending ? '<' : '>')}
        (${position.value}::${Prisma.raw(type)}, ${position.id}::uuid)`
    : Prisma.empty

  const [rows, [counted]] = await Promise.all([
    database().$queryRaw<(Omit<ListedInvestor, 'createdAt'> & { createdAt: Date; sortValue: string })[]>`
      SELECT i.id, i.name, i.uscc, i.origin, i.created_at AS "createdAt", ${column}::text AS "sortValue",
        own.projects, own.wan::float8 AS "investmentWan"
      FROM (SELECT * FROM investor i WHERE ${where} ${beyond}
        ORDER BY ${column} ${direction}, i.id ${direction} LIMIT ${limit + 1}) i
      CROSS JOIN LATERAL (SELECT count(*)::int AS projects, sum(p.investment_wan) AS wan FROM project p
        WHERE p.investor_id = i.id AND ${countedSql} AND ${visibleProjectsSql(context.actor)}) own
      ORDER BY ${column} ${direction}, i.id ${direction}`,
    database().$queryRaw<[{ total: number }]>`SELECT count(*)::int AS total FROM investor i WHERE ${where}`,
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({ sortValue: _, createdAt, ...row }): ListedInvestor => ({
      ...row,
      createdAt: createdAt.toISOString(),
    })),
    total: counted.total,
    nextCursor: rows.length > limit && last ? encodeCursor({ sort, value: last.sortValue, id: last.id }) : null,
  }
}

function conditions(context: RequestContext, { q, uscc, origin }: InvestorList): Prisma.Sql {
  const all = [
    Prisma.sql`EXISTS (SELECT FROM project p WHERE p.investor_id = i.id AND ${countedSql}
      AND ${visibleProjectsSql(context.actor)})`,
  ]
  if (q) all.push(...searchedWords(q).map((word) => textContains('folded_text(i.name)', word)))
  if (uscc) all.push(Prisma.sql`i.uscc = ${uscc}`)
  if (origin) all.push(Prisma.sql`i.origin = ${origin}`)
  return Prisma.join(all, ' AND ')
}
