import { Prisma } from '~/generated/prisma/client'
import type { KeyNames } from '../domain/labels'
import type { FigureQuestion } from './question'
import type { Wanted } from './scan'

const { sql, raw, join } = Prisma

/** SQL that yields one JSON value of this type. */
export type JsonSql<Value> = Prisma.Sql & { readonly yields?: Value }

/**
 * A figure, from the rows that the database counts to the value that page, API, command line and wall print.
 * `Rows` names what it selects: each is a few rows counted from `m`, the scan (see `scanSql`).
 */
export interface Figure<Rows extends Record<string, unknown>, Value> {
  /** which projects are read: all from the first lead on, or the signed ones alone */
  from: 'lead' | 'signed'
  /** what it reads of a project beside the days of its stages */
  wanted(question: FigureQuestion): readonly Wanted[]
  /** Equal selects of several figures are read once. */
  select(question: FigureQuestion): { [Name in keyof Rows]: JsonSql<Rows[Name]> }
  /** its rows have keys that need a name: units, parks, size bands */
  named?: true
  finish(rows: Rows, question: FigureQuestion, names: KeyNames): Value
}

/** Columns of a row, each under the name that the row's type has for it. */
type Columns<Row> = { [Name in keyof Row]: Prisma.Sql }

/** An object within a row. */
export function jsonObject<Row>(columns: Columns<Row>): JsonSql<Row> {
  const fields = Object.entries<Prisma.Sql>(columns).map(([name, column]) => sql`${raw(`'${name}'`)}, ${column}`)
  return sql`json_build_object(${join(fields)})`
}

/** Rows as JSON: `SELECT columns rest`, with named parts (`WITH …`) before it. */
export function jsonRows<Row>(columns: Columns<Row>, rest: Prisma.Sql, parts = Prisma.empty): JsonSql<Row[]> {
  const list = Object.entries<Prisma.Sql>(columns).map(([name, column]) => sql`${column} AS ${raw(`"${name}"`)}`)
  return sql`(SELECT coalesce(json_agg(r), '[]'::json) FROM (${parts} SELECT ${join(list)} ${rest}) r)`
}

/** How many projects of the scan a condition holds for. */
export const jsonCount = (rest: Prisma.Sql): JsonSql<number> => sql`(SELECT count(*)::int ${rest})`

/** A count or sum among the rows of a group; sums are 0 where there is nothing to add. */
export const count = (condition?: Prisma.Sql) =>
  condition ? sql`count(*) FILTER (WHERE ${condition})::int` : raw('count(*)::int')

export const total = (column: 'investment_wan' | 'land_mu' | 'annual_tax_wan', condition?: Prisma.Sql) =>
  sql`coalesce(sum(m.${raw(column)}) ${condition ? sql`FILTER (WHERE ${condition})` : Prisma.empty}, 0)`
