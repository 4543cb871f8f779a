import { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { drawFunnel, type StageCount } from '../domain/draw'
import { scopeWords } from '../domain/scope-words'
import { drawWall, type Wall } from '../domain/wall'
import { readBriefing, type BriefingInput } from './briefing'
import { FOR_OVERDUE, funnelPiece, isOverdue, type Piece } from './pieces'
import type { Asked } from './question'

const { sql } = Prisma

/** Enough that ten remain when the confidential ones are left out. */
const READ = 50

/** How many of the overdue are confidential. */
const unnamedPiece = ({ clocks, days }: Asked): Piece => ({
  wanted: FOR_OVERDUE,
  select: sql`(SELECT count(*)::int FROM m JOIN project p ON p.id = m.project_id WHERE ${isOverdue(clocks.asOf, days)} AND p.confidential)`,
})

/** Everything the wall shows, from one scan a day. @throws AppError forbidden (403), invalid (422) */
export async function wall(call: Call, input: BriefingInput): Promise<Wall> {
  const { briefing, overdue, now, before } = await readBriefing<{ funnel: StageCount[]; unnamed: number }>(
    call,
    input,
    {
      from: 'lead',
      names: READ,
      more: (asked) => ({ funnel: funnelPiece, unnamed: unnamedPiece(asked) }),
    },
  )
  return drawWall(call.now, {
    briefing,
    scope: scopeWords(briefing.scope, now),
    funnel: drawFunnel(now.funnel),
    funnelBefore: drawFunnel(before.funnel),
    starts: now.starts,
    overdue,
    unnamed: now.unnamed,
  })
}
