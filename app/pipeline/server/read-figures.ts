import { Prisma } from '~/generated/prisma/client'
import { NO_NAMES, type KeyNames } from '../domain/labels'
import type { Figure } from './figure'
import { FIGURES, type FigureName } from './figures'
import type { FigureQuestion } from './question'
import { readScan } from './read-scan'
import { bandsSql, scanSql, type Wanted } from './scan'

const { sql, raw, join } = Prisma

type Values<Name extends FigureName> = { [Each in Name]: ReturnType<(typeof FIGURES)[Each]['finish']> }

/** So many selects are better served by a scan each, of what it wants alone and by several workers, than by one kept in memory. */
const FEW = 2

const NAMED = ['unit', 'park', 'promotion_batch', 'promotion_event']

/** KeyNames of what groups and scopes are keyed by, and the size bands in force. */
const namesSql = ({ clocks }: FigureQuestion) => ({
  named: sql`(SELECT coalesce(json_object_agg(id, name), '{}'::json)
    FROM (${raw(NAMED.map((table) => `SELECT id::text, name FROM ${table}`).join(' UNION ALL '))}) named)`,
  bands: sql`(SELECT coalesce(json_agg(json_build_object('fromWan', from_wan, 'label', label) ORDER BY from_wan DESC), '[]'::json)
    FROM (${bandsSql(clocks)}) band)`,
})

/** These figures of one question, from one scan of the milestones in one statement. */
export async function readFigures<Name extends FigureName>(
  question: FigureQuestion,
  names: readonly Name[],
): Promise<Values<Name> & { names: KeyNames }> {
  const { actor, clocks, scope, earlier } = question
  const figures = names.map((name): [Name, Figure<Record<string, unknown>, unknown>] => [name, FIGURES[name]])
  const selects = new Map<string, { alias: string; select: Prisma.Sql }>()
  const aliasOf = (select: Prisma.Sql): string => {
    const text = JSON.stringify([select.sql, select.values])
    const { alias } = selects.get(text) ?? { alias: `select${selects.size}` }
    selects.set(text, { alias, select })
    return alias
  }
  const asked = figures.map(([name, figure]) => ({
    name,
    figure,
    aliases: Object.entries(figure.select(question)).map(([part, select]) => [part, aliasOf(select)] as const),
  }))
  const wanted = [...new Set<Wanted>(figures.flatMap(([, figure]) => [...figure.wanted(question)]))]
  const from = figures.some(([, figure]) => figure.from === 'lead') ? 'lead' : 'signed'
  const scan = scanSql({ actor, clocks, scope, from, wanted, earlier })
  const fields = [...selects.values()].map(({ alias, select }) => sql`${raw(`'${alias}'`)}, ${select}`)
  if (figures.some(([, figure]) => figure.named)) {
    const { named, bands } = namesSql(question)
    fields.push(sql`'names', json_build_object('named', ${named}, 'bands', ${bands})`)
  }
  // Kept apart by OFFSET 0, the scan computes what a project's days come to once, not once for each count of it.
  const m = selects.size <= FEW ? sql`NOT MATERIALIZED (${scan} OFFSET 0)` : sql`MATERIALIZED (${scan})`
  const [row] = await readScan<{ answer: Record<string, unknown> & { names?: KeyNames } }>(
    sql`WITH m AS ${m} SELECT json_build_object(${join(fields)}) AS answer`,
    { byIndex: !clocks.latest },
  )
  const answer = row!.answer
  const named = answer.names ?? NO_NAMES
  const values = asked.map(({ name, figure, aliases }) => {
    const rows = Object.fromEntries(aliases.map(([part, alias]) => [part, answer[alias]]))
    return [name, figure.finish(rows, question, named)] as const
  })
  return { ...(Object.fromEntries(values) as Values<Name>), names: named }
}
