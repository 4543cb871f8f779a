import { z } from 'zod'
import { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { at } from '~/projects/server/milestone-columns'
import { database } from '~/platform/database/client'
import type { Day } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { signedIn, sinceOf, standingOf, type Briefing, type CountedStarts } from '../domain/briefing'
import { drawOverdue, type CountedOverdue, type CountedWait, type Names } from '../domain/draw'
import { curvesFor, drawForecast } from '../domain/draw-forecast'
import type { OverdueSummary } from '../domain/figures'
import { lastYear, yearToDate } from '../domain/period'
import { comparedShape, earlierDay, figureShape } from '../domain/scope'
import { inOrder, ORDER_MESSAGE } from '../domain/cohort-input'
import { itemOf, type ItemRow } from './overdue-item'
import { namesPiece, overdueItemsPiece, overduePiece, waitsPiece, type Piece } from './pieces'
import { askedBy, bandsPiece, readPieces, type Asked } from './question'

const { sql } = Prisma

const NAMES = 10

/** Of whom, signed when, as of which day, beside which earlier one. */
const briefingInput = z.object({ ...figureShape, ...comparedShape }).refine(inOrder, ORDER_MESSAGE)

export type BriefingInput = z.input<typeof briefingInput>

/** The question as it stands in an address, which may hold more than that. */
export function askedOfBriefing({ url }: Request): BriefingInput {
  return Object.fromEntries([...new URL(url).searchParams].filter(([name]) => name in briefingInput.shape))
}

/** Signed projects by the quarter of signing: how many have started, and what has come since the earlier day. */
export function startsPiece(earlier: Day): Piece {
  const since = sql`${earlier}::date`
  return {
    wanted: ['investment_wan', 'verified'],
    select: sql`(SELECT coalesce(json_agg(r ORDER BY r."from"), '[]'::json) FROM (
      SELECT to_char(date_trunc('quarter', m.signed_on::timestamp), 'YYYY-MM-DD') AS "from", count(*)::int AS signed,
        count(*) FILTER (WHERE m.verified_stage >= 'signed')::int AS "signedVerified", count(m.${at('started')})::int AS started,
        count(m.${at('started')}) FILTER (WHERE m.verified_stage >= 'started')::int AS "startedVerified", coalesce(sum(m.investment_wan), 0) AS wan,
        count(*) FILTER (WHERE m.${at('signed')} > ${since})::int AS "newSigned",
        coalesce(sum(m.investment_wan) FILTER (WHERE m.${at('signed')} > ${since}), 0) AS "newSignedWan",
        count(*) FILTER (WHERE m.${at('started')} > ${since})::int AS "newStarted",
        coalesce(sum(m.investment_wan) FILTER (WHERE m.${at('started')} > ${since}), 0) AS "newStartedWan"
      FROM m WHERE m.${at('signed')} IS NOT NULL GROUP BY 1) r)`,
  }
}

export interface DayAnswer extends Names {
  starts: CountedStarts[]
  overdue: CountedOverdue[]
}

export interface BriefingAnswer extends DayAnswer {
  waits: CountedWait[]
  names: ItemRow[]
}

export interface BriefingRead<More> {
  briefing: Briefing
  overdue: OverdueSummary
  now: BriefingAnswer & More
  before: DayAnswer & More
}

/**
 * Reads the briefing, and whatever else is to be drawn from the scans of the two days.
 * @throws AppError forbidden (403), invalid (422)
 */
export async function readBriefing<More extends object = object>(
  call: Call,
  input: BriefingInput,
  {
    more,
    from = 'signed',
    names = NAMES,
  }: { more?: (asked: Asked) => Record<string, Piece>; from?: 'lead' | 'signed'; names?: number } = {},
): Promise<BriefingRead<More>> {
  const { compareAsOf, ...question } = parseInput(briefingInput, input)
  const asked = await askedBy(call, question)
  const { clocks, days } = asked
  const { signedFrom, signedTo, ...scope } = asked.scope
  const { asOf } = clocks
  const earlier = compareAsOf ?? earlierDay(asOf)
  if (earlier >= asOf) throw invalidField('compareAsOf', '对比日期应早于截至日期')
  const earlierAsked: Asked = { ...asked, clocks: { ...clocks, asOf: earlier } }
  const ofDay = ({ clocks: at }: Asked) => ({
    starts: startsPiece(earlier),
    overdue: overduePiece(at.asOf, days),
    named: namesPiece,
    bands: bandsPiece(at),
  })
  const [now, before] = await Promise.all([
    readPieces<BriefingAnswer & More>(asked, from, {
      ...ofDay(asked),
      waits: waitsPiece('none', asOf),
      names: overdueItemsPiece(asOf, 'none', { days, sort: 'money', limit: names, offset: 0 }),
      ...more?.(asked),
    }),
    readPieces<DayAnswer & More>(earlierAsked, from, { ...ofDay(earlierAsked), ...more?.(earlierAsked) }),
  ])
  const overdue = drawOverdue(days, now.overdue, now)
  const overdueBefore = drawOverdue(days, before.overdue, before)
  const curveOf = curvesFor(now.waits)
  const forecast = drawForecast('none', asOf, now.waits, [])
  const hidden = await confidentialAmong(now.names.map(({ id }) => id))
  const briefing: Briefing = {
    clocks: { asOf, compareAsOf: earlier, knownOn: question.knownOn },
    scope,
    period: { signedFrom, signedTo },
    days,
    thisYear: signedIn(now.starts, yearToDate(asOf)),
    lastYear: signedIn(now.starts, lastYear(asOf)),
    now: standingOf(now.starts, overdue),
    before: standingOf(before.starts, overdueBefore),
    since: sinceOf(now.starts),
    ahead: {
      soon: overdue.soon,
      soonWan: overdue.soonWan,
      waiting: forecast.waiting,
      noPrecedent: forecast.noPrecedent,
      quarters: forecast.quarters.slice(0, 2),
    },
    names: now.names.map((row) => ({ ...itemOf(row, asOf, curveOf), confidential: hidden.has(row.id) })),
  }
  return { briefing, overdue, now, before }
}

async function confidentialAmong(ids: string[]): Promise<Set<string>> {
  const rows = await database().project.findMany({
    where: { id: { in: ids }, confidential: true },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}

/** Three sentences, three numbers, ten names. @throws AppError forbidden (403), invalid (422) */
export async function briefing(call: Call, input: BriefingInput): Promise<Briefing> {
  return (await readBriefing(call, input)).briefing
}
