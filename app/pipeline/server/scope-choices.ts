import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { projectChoices } from '~/projects/server/choices'
import { countedSql } from '~/projects/server/counted'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { wordsInUse } from '~/projects/server/words-in-use'
import type { PipelineScope } from '../domain/scope'
import type { Clocks } from './clocks'
import { bandsSql } from './scan'

export interface ScopeChoice {
  value: string
  label: string
}

/** What a scope offers, by its names; a name without choices is not asked for. */
export type ScopeChoices = Partial<Record<keyof PipelineScope, ScopeChoice[]>>

const { sql } = Prisma

const named = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }))
const words = (list: readonly string[]) => list.map((word) => ({ value: word, label: word }))

/** Units, parks and the words in use, of what the actor may see. @throws AppError forbidden (403) */
export async function scopeChoices(context: RequestContext, clocks: Clocks): Promise<ScopeChoices> {
  const { actor } = context
  const [{ units, parks, words: inUse }, sponsors, regions, bands, batches, events] = await Promise.all([
    projectChoices(context),
    wordsInUse(sql`p.sponsor`, sql`project p WHERE p.sponsor <> '' AND ${countedSql} AND ${visibleProjectsSql(actor)}`),
    wordsInUse(
      sql`i.origin`,
      sql`investor i WHERE i.origin <> '' AND EXISTS (SELECT 1 FROM project p
        WHERE p.investor_id = i.id AND ${countedSql} AND ${visibleProjectsSql(actor)})`,
    ),
    database().$queryRaw<{ fromWan: string; label: string }[]>`
      SELECT from_wan::text AS "fromWan", label FROM (${bandsSql(clocks)}) band ORDER BY from_wan DESC`,
    database().promotionBatch.findMany({ select: { id: true, name: true }, orderBy: { heldOn: 'desc' }, take: MOST }),
    database().promotionEvent.findMany({
      select: { id: true, name: true },
      orderBy: { heldFrom: 'desc' },
      take: MOST,
    }),
  ])
  return {
    unit: named(units),
    park: named(parks),
    industry: words(inUse.industry),
    chain: words(inUse.chain),
    sponsor: words(sponsors),
    size: bands.map(({ fromWan, label }) => ({ value: String(Number(fromWan)), label })),
    region: words(regions),
    channel: words(inUse.channel),
    batch: named(batches),
    event: named(events),
  }
}

const MOST = 500
