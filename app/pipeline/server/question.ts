import { Prisma } from '~/generated/prisma/client'
import type { Actor, Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import type { Day } from '~/shared/day'
import { readFigure } from './figure'
import { clocksAt, type Clocks } from './clocks'
import type { Piece } from './pieces'
import { bandsSql, scanSql, type ScanQuestion, type Wanted } from './scan'

const { sql, join, raw } = Prisma

const DEFAULT_DAYS = 180

/** A question put to the scan, its clocks set and the days of overdue known. */
export interface Asked {
  actor: Actor
  clocks: Clocks
  scope: ScanQuestion['scope']
  days: number
}

/** @throws AppError forbidden (403) */
export async function askedBy(
  call: Call,
  question: ScanQuestion['scope'] & Partial<Clocks> & { days?: number },
): Promise<Asked> {
  assertCan(call.actor, 'figure.read')
  const { asOf, knownOn, days, ...scope } = question
  const clocks = clocksAt(call.now, { asOf, knownOn })
  return { actor: call.actor, clocks, scope, days: days ?? (await overdueDays(clocks.asOf)) }
}

/** Days after which a signed project is overdue, by the rule in force on the day. */
async function overdueDays(asOf: Day): Promise<number> {
  const [rule] = await database().$queryRaw<{ days: number | null }[]>`
    SELECT (r.data->>'days')::int AS days FROM rule_set r WHERE r.kind = 'overdue'
    ORDER BY r.effective_on <= ${asOf}::date DESC, abs(r.effective_on - ${asOf}::date), r.version DESC LIMIT 1`
  return rule?.days ?? DEFAULT_DAYS
}

/** Size bands in force. */
export const bandsPiece = (clocks: Clocks): Piece => ({
  beside: true,
  wanted: [],
  select: sql`(SELECT coalesce(json_agg(json_build_object('fromWan', from_wan, 'label', label) ORDER BY from_wan DESC), '[]'::json)
    FROM (${bandsSql(clocks)}) band)`,
})

/** So many pieces are better served by a scan each, of what it wants alone and by several workers, than by one kept in memory. */
const FEW = 2

/** One scan, and everything that is drawn from it, in one statement. */
export async function readPieces<Answer>(
  { actor, clocks, scope }: Asked,
  from: ScanQuestion['from'],
  pieces: Record<string, Piece>,
  earlier?: Day,
): Promise<Answer> {
  const wanted = [...new Set<Wanted>(Object.values(pieces).flatMap((piece) => [...piece.wanted]))]
  const scan = scanSql({ actor, clocks, scope, from, wanted, earlier })
  const few = Object.values(pieces).filter(({ beside }) => !beside).length <= FEW
  const fields = Object.entries(pieces).map(([name, { select }]) => sql`${raw(`'${name}'`)}, ${select}`)
  const [row] = await readFigure<{ answer: Answer }>(
    sql`
    WITH m AS ${raw(few ? 'NOT MATERIALIZED' : 'MATERIALIZED')} (${scan}) SELECT json_build_object(${join(fields)}) AS answer`,
    { byIndex: !clocks.latest },
  )
  return row!.answer
}
