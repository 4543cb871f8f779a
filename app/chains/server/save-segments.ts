import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction, type Tx } from '~/platform/database/client'
import { invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { quoted } from '~/shared/text'
import { TIER_NAMES, TIERS, type SegmentRow, type Tier } from '../domain/chain'
import { explainTaken } from './constraints'
import { seenChain } from './save-chain'

export interface StoredSegment {
  id: string
  tier: Tier
  name: string
  nodes: number
}

async function segmentsOf(db: Pick<Tx, 'chainSegment'>, chainId: string): Promise<StoredSegment[]> {
  const rows = await db.chainSegment.findMany({
    where: { chainId },
    orderBy: [{ tier: 'asc' }, { place: 'asc' }, { id: 'asc' }],
    include: { _count: { select: { nodes: true } } },
  })
  return rows.map(({ id, tier, name, _count }) => ({ id, tier, name, nodes: _count.nodes }))
}

/** The segments of a chain, upstream first, as their form begins. @throws notFound */
export async function editableSegments(context: RequestContext, chainId: string | undefined) {
  assertCan(context.actor, 'chain.manage')
  const chain =
    isId(chainId) &&
    (await database().chain.findUnique({ where: { id: chainId }, select: { id: true, name: true, version: true } }))
  if (!chain) throw notFound('这条产业链')
  return { chain, segments: await segmentsOf(database(), chain.id) }
}

const inWords = (segments: readonly { tier: Tier; name: string }[]) =>
  segments.map(({ tier, name }) => `${TIER_NAMES[tier]}：${name}`)

/**
 * Makes the segments of a chain those that are given, in their order within upstream, midstream and downstream. One whose
 * name was emptied goes, if it has no nodes.
 * @throws invalid at the row, stale
 */
export async function saveSegments(
  context: RequestContext,
  { id, version, rows }: { id: string | undefined; version: number; rows: readonly SegmentRow[] },
): Promise<void> {
  assertCan(context.actor, 'chain.manage')
  await explainTaken(() =>
    transaction(async (tx) => {
      const chain = await seenChain(tx, id, version)
      const before = await segmentsOf(tx, chain.id)
      const known = new Map(before.map((segment) => [segment.id, segment]))
      for (const [at, { id: segmentId, name }] of rows.entries()) {
        const segment = segmentId === null ? undefined : known.get(segmentId)
        if (segmentId !== null && !segment) throw notFound('这个环节')
        if (name === null && segment && segment.nodes > 0) {
          const message = `${quoted(segment.name)}还有 ${segment.nodes} 个节点，先移走节点再删除`
          throw invalidField(`segments.${at}.name`, message, 'filled')
        }
        if (name === null && segment) await tx.chainSegment.delete({ where: { id: segment.id } })
      }
      const places = Object.fromEntries(TIERS.map((tier) => [tier, 0]))
      for (const { id: segmentId, tier, name } of rows) {
        if (name === null) continue
        const place = (places[tier] ?? 0) + 1
        places[tier] = place
        const data = { tier, name, place }
        if (segmentId === null) await tx.chainSegment.create({ data: { ...data, chainId: chain.id } })
        else await tx.chainSegment.update({ where: { id: segmentId }, data })
      }
      await tx.chain.update({ where: { id: chain.id }, data: { version: version + 1 } })
      await recordAudit(tx, context, {
        action: 'chain.update',
        subjectType: 'chain',
        subjectId: chain.id,
        before: { segments: inWords(before) },
        after: { segments: inWords(await segmentsOf(tx, chain.id)) },
      })
    }),
  )
}
