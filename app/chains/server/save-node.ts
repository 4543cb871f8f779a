import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { Prisma } from '~/generated/prisma/client'
import { industryName } from '~/parks/server/industries'
import { database, transaction, type Tx } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { quoted } from '~/shared/text'
import type { NodeInput } from '../domain/chain'
import { explainTaken } from './constraints'

const STORED = {
  segment: { select: { name: true, chain: { select: { name: true } } } },
  firms: { select: { name: true } },
  targets: { select: { name: true } },
  _count: { select: { projects: true } },
} satisfies Prisma.ChainNodeInclude

type Stored = Prisma.ChainNodeGetPayload<{ include: typeof STORED }>

/** A stored node as its form's values. */
const nodeValues = ({ segmentId, name, codes, tags, place, note }: Stored) => ({
  segmentId,
  name,
  codes: codes.join('、'),
  tags: tags.join('、'),
  place: String(place),
  note,
})

const facts = ({ name, codes, tags, place, note, segment }: Stored) => ({
  chain: segment.chain.name,
  segment: segment.name,
  name,
  codes,
  tags,
  place,
  note,
})

/** @throws invalid at the field */
function assertCodes(codes: readonly string[]): void {
  const unknown = codes.find((code) => industryName(code) === null)
  if (unknown) throw invalidField('codes', `GB/T 4754-2017 里没有代码${quoted(unknown)}`, 'unknown')
}

async function nextPlace(tx: Tx, chainId: string): Promise<number> {
  const { _max } = await tx.chainNode.aggregate({ where: { chainId }, _max: { place: true } })
  return (_max.place ?? 0) + 1
}

/** @throws notFound, invalid at the field */
export async function createNode(
  context: RequestContext,
  chainId: string | undefined,
  input: NodeInput,
): Promise<{ id: string }> {
  assertCan(context.actor, 'chain.manage')
  if (!isId(chainId)) throw notFound('这条产业链')
  assertCodes(input.codes)
  return explainTaken(() =>
    transaction(async (tx) => {
      const place = input.place ?? (await nextPlace(tx, chainId))
      const node = await tx.chainNode.create({
        data: { ...input, place, chainId, createdAt: context.now },
        include: STORED,
      })
      await recordAudit(tx, context, {
        action: 'chainNode.create',
        subjectType: 'chainNode',
        subjectId: node.id,
        after: facts(node),
      })
      return { id: node.id }
    }),
  )
}

/** What an edit starts from, with what a deletion would take along. @throws notFound */
export async function editableNode(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'chain.manage')
  const node = isId(id) && (await database().chainNode.findUnique({ where: { id }, include: STORED }))
  if (!node) throw notFound('这个节点')
  const going = { firms: node.firms.length, targets: node.targets.length, projects: node._count.projects }
  return {
    id: node.id,
    chainId: node.chainId,
    name: node.name,
    version: node.version,
    values: nodeValues(node),
    going,
  }
}

async function seenNode(tx: Tx, id: string | undefined, version: number): Promise<Stored> {
  if (!isId(id)) throw notFound('这个节点')
  await tx.$queryRaw`SELECT 1 FROM chain_node WHERE id = ${id}::uuid FOR UPDATE`
  const stored = await tx.chainNode.findUnique({ where: { id }, include: STORED })
  if (!stored) throw notFound('这个节点')
  if (stored.version === version) return stored
  const subject = { type: 'chainNode', id } as const
  throw await staleEdit(tx, { subject, what: '这个节点', version: stored.version, current: nodeValues(stored) })
}

/** @throws invalid at the field, stale with both versions when somebody saved in between */
export async function editNode(
  context: RequestContext,
  { id, version, input }: { id: string | undefined; version: number; input: NodeInput },
): Promise<void> {
  assertCan(context.actor, 'chain.manage')
  assertCodes(input.codes)
  await explainTaken(() =>
    transaction(async (tx) => {
      const before = await seenNode(tx, id, version)
      const place = input.place ?? before.place
      const after = await tx.chainNode.update({
        where: { id: before.id },
        data: { ...input, place, version: version + 1 },
        include: STORED,
      })
      await recordAudit(tx, context, {
        action: 'chainNode.update',
        subjectType: 'chainNode',
        subjectId: before.id,
        before: facts(before),
        after: facts(after),
      })
    }),
  )
}

/**
 * Takes a node away with its firms and target companies, of which the question named so many; the log keeps their names.
 * @throws notFound, conflict when there are others by now, stale when somebody saved in between
 */
export async function deleteNode(
  context: RequestContext,
  { id, version, firms, targets }: { id: string | undefined; version: number; firms: number; targets: number },
): Promise<void> {
  assertCan(context.actor, 'chain.manage')
  await transaction(async (tx) => {
    const before = await seenNode(tx, id, version)
    if (before.firms.length !== firms || before.targets.length !== targets) {
      throw new AppError('conflict', { userMessage: '节点上的企业在您打开页面后变过，请核对后再删除' })
    }
    await tx.chainNode.delete({ where: { id: before.id } })
    await recordAudit(tx, context, {
      action: 'chainNode.delete',
      subjectType: 'chainNode',
      subjectId: before.id,
      before: {
        ...facts(before),
        firms: before.firms.map(({ name }) => name),
        targets: before.targets.map(({ name }) => name),
      },
    })
  })
}
