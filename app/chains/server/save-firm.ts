import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { Prisma } from '~/generated/prisma/client'
import { database, transaction, type Tx } from '~/platform/database/client'
import { invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { FirmSubject } from '../domain/actions'
import type { FirmInput } from '../domain/firm'
import { explainTaken } from './constraints'

const STORED = {
  park: { select: { unitId: true } },
  node: { select: { name: true, chainId: true } },
} satisfies Prisma.ChainFirmInclude

type Stored = Prisma.ChainFirmGetPayload<{ include: typeof STORED }>

const firmValues = ({ name, uscc, parkId, note }: FirmInput) => ({ name, uscc, parkId, note })

const facts = (firm: Stored) => ({ node: firm.node.name, ...firmValues(firm) })

export const firmSubject = ({ park }: Pick<Stored, 'park'>): FirmSubject => ({ parkUnitId: park?.unitId ?? null })

/** A park writes down firms of its own ground. @throws forbidden, invalid for a park that there is none of */
async function assertKeeps(tx: Tx, context: RequestContext, parkId: string | null): Promise<void> {
  const park = parkId === null ? null : await tx.park.findUnique({ where: { id: parkId }, select: { unitId: true } })
  if (parkId !== null && !park) throw invalidField('parkId', '没有这个园区，请从列表中选择', 'unknown')
  assertCan(context.actor, 'chainFirm.edit', { parkUnitId: park?.unitId ?? null })
}

/** @throws forbidden, notFound, invalid at the field */
export async function createFirm(
  context: RequestContext,
  nodeId: string | undefined,
  input: FirmInput,
): Promise<{ id: string }> {
  assertCan(context.actor, 'chainFirm.edit')
  return explainTaken(() =>
    transaction(async (tx) => {
      const node = isId(nodeId) && (await tx.chainNode.findUnique({ where: { id: nodeId }, select: { id: true } }))
      if (!node) throw notFound('这个节点')
      await assertKeeps(tx, context, input.parkId)
      const firm = await tx.chainFirm.create({
        data: { ...input, nodeId: node.id, createdAt: context.now },
        include: STORED,
      })
      await recordAudit(tx, context, {
        action: 'chainFirm.create',
        subjectType: 'chainFirm',
        subjectId: firm.id,
        after: facts(firm),
      })
      return { id: firm.id }
    }),
  )
}

/** What an edit starts from. @throws notFound, forbidden */
export async function editableFirm(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'chainFirm.edit')
  const firm = isId(id) && (await database().chainFirm.findUnique({ where: { id }, include: STORED }))
  if (!firm) throw notFound('这家企业')
  assertCan(context.actor, 'chainFirm.edit', firmSubject(firm))
  return { id: firm.id, name: firm.name, version: firm.version, values: firmValues(firm) }
}

async function seenFirm(tx: Tx, context: RequestContext, id: string | undefined, version: number): Promise<Stored> {
  if (!isId(id)) throw notFound('这家企业')
  await tx.$queryRaw`SELECT 1 FROM chain_firm WHERE id = ${id}::uuid FOR UPDATE`
  const stored = await tx.chainFirm.findUnique({ where: { id }, include: STORED })
  if (!stored) throw notFound('这家企业')
  assertCan(context.actor, 'chainFirm.edit', firmSubject(stored))
  if (stored.version === version) return stored
  const subject = { type: 'chainFirm', id } as const
  throw await staleEdit(tx, { subject, what: '这家企业', version: stored.version, current: firmValues(stored) })
}

/** @throws forbidden, invalid at the field, stale with both versions when somebody saved in between */
export async function editFirm(
  context: RequestContext,
  { id, version, input }: { id: string | undefined; version: number; input: FirmInput },
): Promise<void> {
  assertCan(context.actor, 'chainFirm.edit')
  await explainTaken(() =>
    transaction(async (tx) => {
      const before = await seenFirm(tx, context, id, version)
      if (input.parkId !== before.parkId) await assertKeeps(tx, context, input.parkId)
      const after = await tx.chainFirm.update({
        where: { id: before.id },
        data: { ...input, version: version + 1 },
        include: STORED,
      })
      await recordAudit(tx, context, {
        action: 'chainFirm.update',
        subjectType: 'chainFirm',
        subjectId: before.id,
        before: facts(before),
        after: facts(after),
      })
    }),
  )
}

/** Takes a firm off its node; the log keeps it. @throws notFound, forbidden, stale */
export async function deleteFirm(
  context: RequestContext,
  { id, version }: { id: string | undefined; version: number },
): Promise<void> {
  assertCan(context.actor, 'chainFirm.edit')
  await transaction(async (tx) => {
    const before = await seenFirm(tx, context, id, version)
    await tx.chainFirm.delete({ where: { id: before.id } })
    await recordAudit(tx, context, {
      action: 'chainFirm.delete',
      subjectType: 'chainFirm',
      subjectId: before.id,
      before: facts(before),
    })
  })
}
