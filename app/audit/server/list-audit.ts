import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { addDays, type Day } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import { pageLimit } from '~/shared/page-limit'
import { quoted } from '~/shared/text'
import { isFolded, MOST_OF_A_NAME, type AuditFilter } from '../domain/audit-address'
import { administrativeSubjects } from '../domain/words'
import { auditedThings } from './audited-things'
import { tellEvents, type StoredEvent, type ToldEvent } from './tell-events'

const { sql } = Prisma

export interface AuditPage {
  items: ToldEvent[]
  /** the `cursor` of the next page; null on the last */
  next: string | null
  /** more people or things have the name than were looked at */
  isCut: boolean
}

interface Paged {
  /** where the former page ended, its `next` */
  cursor?: string
  /** 50 unless told; at most 200 */
  limit?: number
}

/**
 * The audit log, newest first, a page at a time by key: a late page costs as much as the first.
 * Of other than administrative subjects, whoever may not see projects is told act, time, actor and kind alone.
 * @throws AppError invalid (422) for a cursor that is none
 */
export async function listAudit(
  context: RequestContext,
  { limit: asked, cursor, ...filter }: AuditFilter & Paged = {},
): Promise<AuditPage> {
  assertCan(context.actor, 'audit.read')
  const limit = pageLimit(asked)
  const [people, things] = await Promise.all([peopleAsked(filter), thingsAsked(context, filter)])
  const isCut = people.isCut || things.isCut
  const conditions = Prisma.join([...conditionsOf(context, filter), ...(cursor ? [beyond(cursor)] : [])], ' AND ')
  // Where `part_of_id` is one value, the indexes that begin with it have the order, but only if it is said.
  const isOneWhole = isFolded(filter) || filter.partOf
  const page = (own: Prisma.Sql) => sql`
    SELECT e.* FROM audit_event e WHERE ${own} AND ${conditions}
    ORDER BY ${isOneWhole ? sql`e.part_of_id DESC,` : Prisma.empty} e.at DESC, e.seq DESC LIMIT ${limit + 1}`
  const rows = await stored(sql`(${startingAt({ people: people.found, things: things.found, page })})`, limit + 1)
  const [items, last] = [rows.slice(0, limit), rows[limit - 1]]
  return {
    items: await tellEvents(context, items),
    next: rows.length > limit && last ? `${last.at.getTime()}-${last.seq}` : null,
    isCut,
  }
}

/** The larger act of which others are parts, in words. */
export async function auditedWhole(context: RequestContext, id: string): Promise<ToldEvent | undefined> {
  assertCan(context.actor, 'audit.read')
  const [whole] = await tellEvents(context, await stored(sql`(SELECT * FROM audit_event WHERE id = ${id}::uuid)`, 1))
  return whole
}

const stored = (from: Prisma.Sql, limit: number) => database().$queryRaw<StoredEvent[]>`
  SELECT e.id, e.seq::text AS seq, e.at, e.actor_id AS "actorId", e.actor_name AS "actorName", u.login, e.action,
    e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.before, e.after, e.result, e.address,
    e.request_id AS "requestId", EXISTS (SELECT FROM audit_event part WHERE part.part_of_id = e.id) AS "isWhole"
  FROM ${from} e LEFT JOIN app_user u ON u.id = e.actor_id
  ORDER BY e.at DESC, e.seq DESC LIMIT ${limit}`

function tooManyOfAName({ object, person }: AuditFilter): AppError {
  const userMessage = `叫${quoted(object ?? person ?? '')}的超过 ${MOST_OF_A_NAME} 个，请写得更具体`
  return new AppError('invalid', {
    userMessage,
    errors: [{ path: object ? 'object' : 'who', code: 'tooMany', message: userMessage }],
  })
}

/**
 * Each event that a filter asks for, newest first; the parts of a larger act follow it.
 * @throws AppError invalid (422) where more have the name than are looked at: what is left out would not be seen
 */
export async function* everyEvent(context: RequestContext, filter: AuditFilter): AsyncGenerator<ToldEvent> {
  let cursor: string | null = null
  do {
    const page: AuditPage = await listAudit(context, { ...filter, limit: 200, cursor: cursor ?? undefined })
    if (page.isCut) throw tooManyOfAName(filter)
    for (const event of page.items) {
      yield event
      if (event.isWhole && isFolded(filter)) yield* everyEvent(context, { partOf: event.id })
    }
    cursor = page.next
  } while (cursor)
}

/** The name of a person whose acts are looked at. */
export async function auditedPerson(context: RequestContext, userId: string): Promise<string | undefined> {
  assertCan(context.actor, 'audit.read')
  return (await database().user.findUnique({ where: { id: userId }, select: { name: true } }))?.name
}

/** The name of the one thing that a filter asks for; undefined where there is none, or none that may be seen. */
export async function auditedThing(
  context: RequestContext,
  { subjectType, subjectId }: AuditFilter,
): Promise<string | undefined> {
  assertCan(context.actor, 'audit.read')
  const things = auditedThings
    .all()
    .flat()
    .find(({ type }) => type === subjectType)
  if (!things || !subjectId) return undefined
  return (await things.names(context, [subjectId]))[0]?.name
}

interface Thing {
  type: string
  id: string
}

interface Start {
  people: readonly string[] | null
  things: readonly Thing[] | null
  page: (own: Prisma.Sql) => Prisma.Sql
}

/**
 * A page of each thing or person that is asked for, to be merged: an index has the events of each in their order, so that
 * no more is read than is shown of any.
 */
function startingAt({ people, things, page }: Start): Prisma.Sql {
  const done = people ? sql`e.actor_id = ANY(${people}::uuid[])` : sql`true`
  if (things) {
    const [types, ids] = [things.map(({ type }) => type), things.map(({ id }) => id)]
    return sql`SELECT own.* FROM unnest(${types}::text[], ${ids}::text[]) thing(type, id)
      CROSS JOIN LATERAL (${page(sql`e.subject_type = thing.type AND e.subject_id = thing.id AND ${done}`)}) own`
  }
  if (!people) return page(sql`true`)
  return sql`SELECT own.* FROM unnest(${people}::uuid[]) person(id)
    CROSS JOIN LATERAL (${page(sql`e.actor_id = person.id`)}) own`
}

function conditionsOf(context: RequestContext, filter: AuditFilter): Prisma.Sql[] {
  const { action, subjectType, subjectId, object, partOf, from, to } = filter
  // Asked by its name or id, a thing would be told apart from the others of its kind.
  const apart = (subjectId || object) && !can(context.actor, 'project.read')
  return [
    ...(action ? [sql`e.action = ${action}`] : []),
    ...(subjectType ? [sql`e.subject_type = ${subjectType}`] : []),
    ...(apart ? [sql`e.subject_type = ANY(${administrativeSubjects()})`] : []),
    ...(partOf ? [sql`e.part_of_id = ${partOf}::uuid`] : isFolded(filter) ? [sql`e.part_of_id IS NULL`] : []),
    ...(from ? [sql`e.at >= ${startOf(from)}`] : []),
    ...(to ? [sql`e.at < ${startOf(addDays(to, 1))}`] : []),
    sql`true`,
  ]
}

interface Asked<One> {
  /** null: anyone, anything */
  found: One[] | null
  isCut: boolean
}

async function peopleAsked({ actorId, person }: AuditFilter): Promise<Asked<string>> {
  if (actorId) return { found: [actorId], isCut: false }
  if (!person) return { found: null, isCut: false }
  const people = await database().user.findMany({
    where: { OR: [{ name: { contains: person } }, { login: { contains: person.toLowerCase() } }] },
    select: { id: true },
    take: MOST_OF_A_NAME + 1,
  })
  const ids = people.map(({ id }) => id)
  return { found: ids.slice(0, MOST_OF_A_NAME), isCut: ids.length > MOST_OF_A_NAME }
}

async function thingsAsked(context: RequestContext, filter: AuditFilter): Promise<Asked<Thing>> {
  const { subjectType, subjectId, object } = filter
  if (subjectType && subjectId) return { found: [{ type: subjectType, id: subjectId }], isCut: false }
  if (!object) return { found: null, isCut: false }
  const kinds = auditedThings.all().flat()
  const sought = kinds.filter(({ type }) => !subjectType || type === subjectType)
  const found = await Promise.all(
    sought.map(async ({ type, find }) => {
      const ids = (await find?.(context, object, MOST_OF_A_NAME + 1)) ?? []
      return ids.map((id) => ({ type, id }))
    }),
  )
  return {
    found: found.flatMap((each) => each.slice(0, MOST_OF_A_NAME)),
    isCut: found.some((each) => each.length > MOST_OF_A_NAME),
  }
}

function beyond(cursor: string): Prisma.Sql {
  const [, at, seq] = /^(\d{1,15})-(\d{1,18})$/.exec(cursor) ?? []
  if (!at || !seq) throw invalidField('cursor', '翻页标记无效，请从第一页重新查询')
  return sql`(e.at, e.seq) < (${new Date(Number(at))}, ${seq}::bigint)`
}

/** Midnight in Asia/Shanghai. */
function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00+08:00`)
}
