import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction } from '~/platform/database/client'
import { businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { approvalInput, type ApprovalKind } from '../domain/approvals'
import { entryToChange } from './entry'

export interface ParkApproval {
  id: string
  kind: ApprovalKind
  document: string
  approvedOn: Day
  validTo: Day | null
}

const MOST = 100

/** The approvals of a park, by kind, the last first. */
export async function parkApprovals(context: RequestContext, parkId: string): Promise<ParkApproval[]> {
  assertCan(context.actor, 'park.read')
  const rows = await database().parkApproval.findMany({
    where: { parkId },
    orderBy: [{ kind: 'asc' }, { approvedOn: 'desc' }],
    take: MOST,
  })
  return rows.map(({ id, kind, document, approvedOn, validTo }) => ({
    id,
    kind,
    document,
    approvedOn: toDay(approvedOn),
    validTo: validTo && toDay(validTo),
  }))
}

/** Records an approval of a park. @throws AppError invalid (422), notFound, conflict once it has been merged */
export async function addApproval(context: RequestContext, parkId: string, input: unknown): Promise<void> {
  assertCan(context.actor, 'park.manage')
  const { kind, document, approvedOn, validTo } = parseInput(approvalInput, input)
  const today = businessDay(context.now)
  if (approvedOn > today) throw invalidField('approvedOn', `日期不能晚于今天（${today}）`, 'future')
  await transaction(async (tx) => {
    await entryToChange(tx, 'park', { id: parkId })
    await tx.parkApproval.create({
      data: {
        parkId,
        kind,
        document,
        approvedOn: fromDay(approvedOn),
        validTo: validTo && fromDay(validTo),
        recordedAt: context.now,
        recordedById: context.actor.userId,
      },
    })
    await recordAudit(tx, context, {
      action: 'park.approve',
      subjectType: 'park',
      subjectId: parkId,
      after: { kind, document, approvedOn, validTo },
    })
  })
}

/** Takes an approval off that was recorded by mistake; the log keeps it. @throws AppError notFound */
export async function removeApproval(context: RequestContext, parkId: string, id: unknown): Promise<void> {
  assertCan(context.actor, 'park.manage')
  await transaction(async (tx) => {
    await entryToChange(tx, 'park', { id: parkId })
    const approvalId = typeof id === 'string' ? id : undefined
    const approval = isId(approvalId) ? await tx.parkApproval.findFirst({ where: { id: approvalId, parkId } }) : null
    if (!approval) throw notFound('这份批复')
    await tx.parkApproval.delete({ where: { id: approval.id } })
    const { kind, document, approvedOn, validTo } = approval
    await recordAudit(tx, context, {
      action: 'park.removeApproval',
      subjectType: 'park',
      subjectId: parkId,
      before: { kind, document, approvedOn: toDay(approvedOn), validTo: validTo && toDay(validTo) },
    })
  })
}
