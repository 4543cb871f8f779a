import { Prisma } from '~/generated/prisma/client'
import { PATH } from '~/projects/domain/stages'
import type { StageStay } from '../../domain/figures'
import { stageStays, type StayCount, type WaitingCount } from '../../domain/stage-stays'
import { given } from '~/projects/server/milestone-columns'
import { NOT_ENDED, stageWord, stayOf, SUSPENDED } from '../conditions'
import { count, jsonRows, type Figure } from '../figure'
import type { FigureQuestion } from '../question'

const { sql, raw, join, empty } = Prisma

/** What is not known stays so: greatest() alone would take it for 0. */
const notBelow0 = (days: Prisma.Sql) => sql`CASE WHEN (${days}) IS NOT NULL THEN greatest(${days}, 0) END`

/** A look at the scan for each stage: as fast as one look that yields a row for each stage a project has left. */
const stayed = ({ until }: FigureQuestion) => {
  const looks = PATH.map((stage) => {
    const { left, days, reversed } = stayOf(stage)
    const stays = sql`m.stage = ${stageWord(stage)}`
    const over = sql`CASE WHEN m.status = 'ended' THEN m.ended_on ELSE ${until}::date END`
    const came = sql`CASE WHEN m.${given(stage)} <= m.as_of THEN m.${given(stage)} END`
    const leaving = sql`
      SELECT ${stageWord(stage)} AS stage, 'started' AS outcome, ${notBelow0(days)} AS days,
        count(*) FILTER (WHERE ${reversed})::int AS reversed, count(*)::int AS projects
      FROM m WHERE ${left} GROUP BY 3`
    return sql`${stage === PATH.at(-1) ? empty : sql`${leaving} UNION ALL`}
      SELECT ${stageWord(stage)}, CASE WHEN m.status = 'ended' THEN 'ended' ELSE 'waiting' END,
        ${notBelow0(sql`${over} - (${came})`)}, 0, count(*)::int
      FROM m WHERE ${stays} GROUP BY 2, 3`
  })
  return jsonRows<StayCount>(
    {
      stage: raw('stage'),
      outcome: raw('outcome'),
      days: raw('days'),
      reversed: raw('reversed'),
      projects: raw('projects'),
    },
    sql`FROM looks`,
    sql`WITH looks AS (${join(looks, ' UNION ALL ')})`,
  )
}

/** At a stage now: how many, of them suspended, and the median of the days since. */
const waiting = ({ until }: FigureQuestion) =>
  jsonRows<WaitingCount>(
    {
      stage: raw('m.stage'),
      waiting: count(),
      suspended: count(SUSPENDED),
      median: sql`percentile_disc(0.5) WITHIN GROUP (ORDER BY greatest(0, ${until}::date - m.since))`,
    },
    sql`FROM m WHERE ${NOT_ENDED} GROUP BY m.stage`,
  )

/** How long projects stayed in each stage, and wait in it still. */
export const staysFigure: Figure<{ stayed: StayCount[]; waiting: WaitingCount[] }, StageStay[]> = {
  from: 'lead',
  wanted: () => ['own', 'status', 'since'],
  select: (question) => ({ stayed: stayed(question), waiting: waiting(question) }),
  finish: (rows) => stageStays(rows.stayed, rows.waiting),
}
