import { Prisma } from '~/generated/prisma/client'
import { UNCLEAR } from '../../domain/figure-filter'
import type { QualityFigures } from '../../domain/figures'
import { FOR_UNCLEAR, SIGNED, UNCLEAR_SQL } from '../conditions'
import { count, jsonCount, type Figure, type JsonSql } from '../figure'

const { sql, raw, join } = Prisma

const row: JsonSql<QualityFigures> = sql`(SELECT row_to_json(r) FROM (
  SELECT ${count()} AS signed, ${join(UNCLEAR.map((name) => sql`${count(UNCLEAR_SQL[name])} AS ${raw(`"${name}"`)}`))}
  FROM m WHERE ${SIGNED}) r)`

/** Of how many signed projects something is not known or not verified. */
export const qualityFigure: Figure<{ row: QualityFigures }, QualityFigures> = {
  from: 'signed',
  wanted: () => FOR_UNCLEAR,
  select: () => ({ row }),
  finish: ({ row: counted }) => counted,
}

const unknownFigure = (day: 'landDayUnknown' | 'startDayUnknown'): Figure<{ projects: number }, number> => ({
  from: 'signed',
  wanted: () => ['given', 'no_land'],
  select: () => ({ projects: jsonCount(sql`FROM m WHERE ${SIGNED} AND ${UNCLEAR_SQL[day]}`) }),
  finish: ({ projects }) => projects,
})

/** Of how many the day that land was supplied is unknown: they have it, and are in no figure of when. */
export const landDayUnknownFigure = unknownFigure('landDayUnknown')

/** Of how many the day of the start is unknown: it counts from the day the form was filled in. */
export const startDayUnknownFigure = unknownFigure('startDayUnknown')
