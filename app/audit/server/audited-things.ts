import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import type { Action } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { likePattern } from '~/platform/database/contains'
import { extensionPoint } from '~/shared/extension-point'
import { isId } from '~/shared/id'
import type { ChangeLine, LoggedChange, Names } from '../domain/change-lines'
import type { AuditSubject } from '../domain/words'

/** What a room knows of one kind of thing that the log speaks of. */
export interface AuditedThings {
  type: AuditSubject
  /** Names of those of these that the actor may see, in one query. */
  names: (context: RequestContext, ids: readonly string[]) => Promise<readonly NamedThing[]>
  /** Ids of those that the actor may see whose name holds the text, at most `limit`. */
  find?: (context: RequestContext, text: string, limit: number) => Promise<readonly string[]>
  /** where one is looked at, for whoever may do this */
  page?: { action: Action; path: (id: string) => string }
  /** what happened to one that the actor may not see is withheld: things of this kind are never deleted */
  guarded?: boolean
  /** what changed of one, where its values are not simply words, amounts and names */
  lines?: (change: LoggedChange, names: Names) => ChangeLine[]
  /** what an act came to, in one line; null where its fields say it */
  summary?: (change: LoggedChange) => string | null
}

export interface NamedThing {
  id: string
  name: string
}

export const auditedThings = extensionPoint<readonly AuditedThings[]>('audited things')

interface Stored extends Omit<AuditedThings, 'names' | 'find'> {
  /** the table, with whatever is joined to it */
  from: Prisma.Sql
  id: Prisma.Sql
  name: Prisma.Sql
  /** the condition that a text is sought by; the name holds it unless told */
  holds?: (text: string) => Prisma.Sql
  /** which of them the actor may see; all unless told */
  visible?: (context: RequestContext) => Prisma.Sql
}

/** Things of a table that have their name there. */
export function storedThings({ from, id, name, holds, visible, ...things }: Stored): AuditedThings {
  const seen = (context: RequestContext) => visible?.(context) ?? Prisma.sql`true`
  const named = (text: string) => Prisma.sql`${name} ILIKE ${likePattern(text)}`
  return {
    ...things,
    names: (context, ids) => database().$queryRaw<NamedThing[]>`
      SELECT ${id}::text AS id, ${name} AS name FROM ${from}
      WHERE ${id} = ANY(${ids.filter(isId)}::uuid[]) AND ${seen(context)}`,
    find: async (context, text, limit) => {
      const rows = await database().$queryRaw<{ id: string }[]>`
        SELECT ${id}::text AS id FROM ${from}
        WHERE ${(holds ?? named)(text)} AND ${seen(context)} ORDER BY ${id} DESC LIMIT ${limit}`
      return rows.map((row) => row.id)
    },
  }
}
