import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { projectChoices } from '~/projects/server/choices'
import { visibleProjectsSql } from '~/projects/server/visibility'
import type { PipelineScope } from '../domain/scope'
import type { Clocks } from './clocks'
import { bandsSql } from './scan'

export interface ScopeChoice {
  value: string
  label: string
}

/** What a scope offers, by its names; a name without choices is not asked for. */
export type ScopeChoices = Partial<Record<keyof PipelineScope, ScopeChoice[]>>

const named = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }))
const words = (list: readonly string[]) => list.map((word) => ({ value: word, label: word }))

/** Units, parks and the words in use, of what the actor may see. @throws AppError forbidden (403) */
export async function scopeChoices(context: RequestContext, clocks: Clocks): Promise<ScopeChoices> {
  const [{ units, parks, words: inUse }, sponsors, chains, regions, bands, batches, events] = await Promise.all([
    projectChoices(context),
    distinct(
      Prisma.sql`SELECT DISTINCT p.sponsor AS word FROM project p WHERE p.sponsor <> '' AND p.voided_at IS NULL AND ${visibleProjectsSql(context.actor)}`,
    ),
    distinct(
      Prisma.sql`SELECT DISTINCT p.chain AS word FROM project p WHERE p.chain <> '' AND p.voided_at IS NULL AND ${visibleProjectsSql(context.actor)}`,
    ),
    distinct(Prisma.sql`SELECT DISTINCT i.origin AS word FROM investor i WHERE i.origin <> ''
      AND i.id IN (SELECT p.investor_id FROM project p WHERE p.voided_at IS NULL AND ${visibleProjectsSql(context.actor)})`),
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
    chain: words(chains),
    sponsor: words(sponsors),
    size: bands.map(({ fromWan, label }) => ({ value: String(Number(fromWan)), label })),
    region: words(regions),
    channel: words(inUse.channel),
    batch: named(batches),
    event: named(events),
  }
}

const MOST = 500

async function distinct(query: Prisma.Sql): Promise<string[]> {
  const rows = await database().$queryRaw<
    { word: string }[]
  >`SELECT word FROM (${query}) words ORDER BY word LIMIT ${MOST}`
  return rows.map(({ word }) => word)
}
