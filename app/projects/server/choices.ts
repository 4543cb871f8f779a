import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { hasRole } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { entryChoices } from '~/parks/server/entries'
import { database } from '~/platform/database/client'
import { valueAt } from '~/shared/present'
import { recordOf } from '~/shared/records'
import { fieldsWhere, type WordField } from '../domain/fields'
import { countedSql } from './counted'
import { columnOf } from './stored-fields'
import { visibleProjectsSql } from './visibility'
import { wordsInUse } from './words-in-use'

const WORD_FIELDS = fieldsWhere<WordField>(({ kind }) => kind === 'word')

/** What a project's form and filters offer: units, parks, teams, and the words already in use. */
export async function projectChoices(context: RequestContext) {
  assertCan(context.actor, 'project.read')
  const db = database()
  const [units, parks, teams, industries, words] = await Promise.all([
    db.unit.findMany({
      where: { validTo: null },
      select: { id: true, name: true, kind: true, confirmed: true },
      orderBy: [{ kind: 'asc' }, { name: 'asc' }],
    }),
    db.park.findMany({
      where: { mergedIntoId: null, validTo: null },
      select: { id: true, name: true, confirmed: true },
      orderBy: { name: 'asc' },
    }),
    db.team.findMany({ where: { validTo: null }, select: { id: true, name: true }, orderBy: { name: 'asc' } }),
    entryChoices(context, 'industry'),
    Promise.all(WORD_FIELDS.map(async (name) => [name, await wordsOf(context, name)] as const)),
  ])
  const holders = hasRole(context.actor, 'bureau') ? units : units.filter(({ id }) => id === context.actor.unitId)
  const offered = recordOf(WORD_FIELDS, (name) => valueAt(new Map(words), name))
  // The dictionary's words first, then what somebody typed and nobody has confirmed yet.
  offered.industry = [...new Set([...industries.map(({ name }) => name), ...offered.industry])]
  return { units, holders, parks, teams, words: offered }
}

function wordsOf({ actor }: RequestContext, name: WordField): Promise<string[]> {
  const column = Prisma.raw(`p.${columnOf(name)}`)
  return wordsInUse(
    column,
    Prisma.sql`project p WHERE ${column} <> '' AND ${countedSql} AND ${visibleProjectsSql(actor)}`,
  )
}
