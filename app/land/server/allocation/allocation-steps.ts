import type { RequestContext } from '~/auth/domain/actor'
import type { AuditAction } from '~/audit/domain/words'
import { recordAudit } from '~/audit/server/record'
import type { Tx } from '~/platform/database/client'
import { fromDay, toDay, type Day } from '~/shared/day'
import type { AllocationState, SupplyMode } from '../../domain/allocation/allocation'

/** A step of an allocation: the state it comes to, the day, and the paper that says so. */
export interface Step {
  state: AllocationState
  on: Day
  until?: Day | null
  document?: string | null
  note?: string | null
  supplyMode?: SupplyMode | null
  /** 万元 */
  priceWan?: string | null
  fileId?: string | null
  /** the step before was a mistake */
  takesBack?: boolean
}

/** The row of the history that a step leaves. */
const stepRow = (context: RequestContext, { state, on, until, document, note, fileId, takesBack }: Step) => ({
  state,
  fileId: fileId ?? null,
  takesBack: takesBack ?? false,
  on: fromDay(on),
  until: until ? fromDay(until) : null,
  document: document ?? null,
  note: note ?? null,
  recordedAt: context.now,
  recordedById: context.actor.userId,
})

/** Puts a project on a plot, with its first step and the audit event. */
export async function beginAllocation(
  tx: Tx,
  context: RequestContext,
  action: AuditAction,
  { plotId, projectId }: { plotId: string; projectId: string },
  step: Step,
): Promise<{ id: string }> {
  const { id } = await tx.allocation.create({
    data: {
      plotId,
      projectId,
      state: step.state,
      since: fromDay(step.on),
      until: step.until ? fromDay(step.until) : null,
      recordedAt: context.now,
      recordedById: context.actor.userId,
      changes: { create: stepRow(context, step) },
    },
    select: { id: true },
  })
  await recordAudit(tx, context, {
    action,
    subjectType: 'plot',
    subjectId: plotId,
    after: { project: projectId, state: step.state, until: step.until ?? null },
  })
  return { id }
}

interface Standing {
  id: string
  plotId: string
  projectId: string
  state: AllocationState
  until: Date | null
}

/** Takes an allocation a step on, with its history and the audit event. */
export async function stepAllocation(
  tx: Tx,
  context: RequestContext,
  action: AuditAction,
  { id, plotId, projectId, state, until }: Standing,
  step: Step,
): Promise<void> {
  await tx.allocation.update({
    where: { id },
    data: {
      state: step.state,
      // A hold that is renewed stands since it began.
      ...(step.state === state ? {} : { since: fromDay(step.on) }),
      until: step.until ? fromDay(step.until) : null,
      ...(step.supplyMode === undefined ? {} : { supplyMode: step.supplyMode }),
      ...(step.priceWan === undefined ? {} : { priceWan: step.priceWan }),
      version: { increment: 1 },
      changes: { create: stepRow(context, step) },
    },
  })
  await recordAudit(tx, context, {
    action,
    subjectType: 'plot',
    subjectId: plotId,
    before: { project: projectId, state, until: until && toDay(until) },
    after: {
      project: projectId,
      state: step.state,
      on: step.on,
      until: step.until ?? null,
      document: step.document ?? null,
      ...(step.supplyMode ? { supplyMode: step.supplyMode, priceWan: step.priceWan } : {}),
      ...(step.note ? { note: step.note } : {}),
    },
  })
}
