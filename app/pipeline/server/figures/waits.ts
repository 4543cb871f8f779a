import { Prisma } from '~/generated/prisma/client'
import { at } from '~/projects/server/milestone-columns'
import type { WaitCount } from '../../domain/start-curves'
import { SIGNED, STARTED } from '../conditions'
import { groupKey } from '../group-key'
import type { JsonSql } from '../figure'
import type { FigureQuestion } from '../question'

const { sql } = Prisma

/**
 * Waits from signing to starting, by group: not started waits until `asOf`, or until the day it ended. A start before
 * the signing waits 0 days. Lists, not objects: many thousands of rows, in half the bytes.
 */
export function waits({ groupBy, clocks: { asOf } }: FigureQuestion): JsonSql<WaitCount[]> {
  return sql`(
    WITH waits AS (
      SELECT ${groupKey(groupBy)} AS key,
        greatest(0, coalesce(m.${at('started')}, m.ended_on, ${asOf}::date) - m.signed_on) AS days,
        (${STARTED})::int AS started, (NOT ${STARTED} AND m.status = 'ended')::int AS over, count(*)::int AS projects
      FROM m WHERE ${SIGNED} GROUP BY 1, 2, 3, 4)
    SELECT coalesce(json_agg(json_build_array(key, days, started, over, projects)), '[]'::json) FROM waits)`
}
