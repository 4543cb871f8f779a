import { hasRole, type RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertUnitOpen } from '~/auth/server/account'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { Prisma } from '~/generated/prisma/client'
import { database, transaction, type Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { TargetInput } from '../domain/target'
import { explainTaken } from './constraints'

const STORED = { node: { select: { name: true, chainId: true } } } satisfies Prisma.ChainTargetInclude

type Stored = Prisma.ChainTargetGetPayload<{ include: typeof STORED }>

const targetValues = ({ name, region, reason, unitId, state }: TargetInput) => ({ name, region, reason, unitId, state })

const facts = (target: Stored) => ({ node: target.node.name, ...targetValues(target) })

/** Whoever is not of the bureau writes down companies that the own unit is after. */
const ownUnless = ({ actor }: RequestContext, input: TargetInput): TargetInput =>
  input.unitId === null && !actor.system && !hasRole(actor, 'bureau') ? { ...input, unitId: actor.unitId } : input

/** @throws forbidden, notFound, invalid at the field */
export async function createTarget(
  context: RequestContext,
  nodeId: string | undefined,
  given: TargetInput,
): Promise<{ id: string }> {
  const input = ownUnless(context, given)
  assertCan(context.actor, 'chainTarget.edit', { unitId: input.unitId })
  return explainTaken(() =>
    transaction(async (tx) => {
      const node = isId(nodeId) && (await tx.chainNode.findUnique({ where: { id: nodeId }, select: { id: true } }))
      if (!node) throw notFound('这个节点')
      if (input.unitId) await assertUnitOpen(tx, input.unitId)
      const target = await tx.chainTarget.create({
        data: { ...input, nodeId: node.id, createdAt: context.now, updatedAt: context.now },
        include: STORED,
      })
      await recordAudit(tx, context, {
        action: 'chainTarget.create',
        subjectType: 'chainTarget',
        subjectId: target.id,
        after: facts(target),
      })
      return { id: target.id }
    }),
  )
}

/** What an edit starts from. @throws notFound, forbidden */
export async function editableTarget(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'chainTarget.edit')
  const target = isId(id) && (await database().chainTarget.findUnique({ where: { id } }))
  if (!target) throw notFound('这家目标企业')
  assertCan(context.actor, 'chainTarget.edit', target)
  return { id: target.id, name: target.name, version: target.version, values: targetValues(target) }
}

async function seenTarget(tx: Tx, context: RequestContext, id: string | undefined, version: number): Promise<Stored> {
  if (!isId(id)) throw notFound('这家目标企业')
  await tx.$queryRaw`SELECT 1 FROM chain_target WHERE id = ${id}::uuid FOR UPDATE`
  const stored = await tx.chainTarget.findUnique({ where: { id }, include: STORED })
  if (!stored) throw notFound('这家目标企业')
  assertCan(context.actor, 'chainTarget.edit', stored)
  if (stored.version === version) return stored
  const subject = { type: 'chainTarget', id } as const
  throw await staleEdit(tx, { subject, what: '这家目标企业', version: stored.version, current: targetValues(stored) })
}

/** @throws forbidden, invalid at the field, stale with both versions when somebody saved in between */
export async function editTarget(
  context: RequestContext,
  { id, version, input: given }: { id: string | undefined; version: number; input: TargetInput },
): Promise<void> {
  const input = ownUnless(context, given)
  assertCan(context.actor, 'chainTarget.edit', { unitId: input.unitId })
  await explainTaken(() =>
    transaction(async (tx) => {
      const before = await seenTarget(tx, context, id, version)
      if (input.unitId && input.unitId !== before.unitId) await assertUnitOpen(tx, input.unitId)
      const after = await tx.chainTarget.update({
        where: { id: before.id },
        data: { ...input, version: version + 1, updatedAt: context.now },
        include: STORED,
      })
      await recordAudit(tx, context, {
        action: 'chainTarget.update',
        subjectType: 'chainTarget',
        subjectId: before.id,
        before: facts(before),
        after: facts(after),
      })
    }),
  )
}

/** Takes a company off the list; the log keeps it. @throws notFound, forbidden, stale */
export async function deleteTarget(
  context: RequestContext,
  { id, version }: { id: string | undefined; version: number },
): Promise<void> {
  assertCan(context.actor, 'chainTarget.edit')
  await transaction(async (tx) => {
    const before = await seenTarget(tx, context, id, version)
    await tx.chainTarget.delete({ where: { id: before.id } })
    await recordAudit(tx, context, {
      action: 'chainTarget.delete',
      subjectType: 'chainTarget',
      subjectId: before.id,
      before: facts(before),
    })
  })
}
