import type { RequestContext } from '~/auth/domain/actor'
import type { Tx } from '~/platform/database/client'
import { businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { invalid } from '~/shared/errors'
import type { PlotStatus } from '../../domain/status/status'
import { placeOf, standingStatuses, statusFaults, type StatusChange } from '../../domain/status/status-history'

/** What is said of a new status. */
export interface NewStatus {
  status: PlotStatus
  on: Day
  document: string | null
  note: string | null
  fileId?: string | null
}

/** Every change of a plot's status, those put right too, as recorded. */
export async function statusChanges(tx: Tx, plotId: string): Promise<StatusChange[]> {
  const rows = await tx.plotStatusChange.findMany({ where: { plotId }, orderBy: { seq: 'asc' } })
  return rows.map(({ id, seq, status, validFrom, recordedAt, supersedesId, withdrawn, place }) => ({
    id,
    seq: Number(seq),
    status,
    from: validFrom && toDay(validFrom),
    recordedOn: businessDay(recordedAt),
    supersedesId,
    withdrawn,
    place: place === null ? null : Number(place),
  }))
}

/**
 * Appends a status of a plot whose row is taken, and brings the plot in step.
 * @throws invalid (422) at `on` or `status` where it does not follow from what is known
 */
export async function appendStatus(tx: Tx, context: RequestContext, plotId: string, wanted: NewStatus): Promise<void> {
  const changes = await statusChanges(tx, plotId)
  const faults = statusFaults(changes, { ...wanted, change: null }, businessDay(context.now))
  if (faults.length > 0) throw invalid(faults)
  await tx.plotStatusChange.create({ data: { plotId, ...statusRow(context, wanted) } })
  await refreshStatus(tx, context, plotId)
}

/** Appends the row that stands for a mistaken one: what it should have said, or that it did not happen. */
export async function supersedeStatus(
  tx: Tx,
  context: RequestContext,
  { plotId, change, reason }: { plotId: string; change: StatusChange; reason: string },
  right: NewStatus | null,
): Promise<void> {
  await tx.plotStatusChange.create({
    data: {
      plotId,
      ...(right ? statusRow(context, right) : { ...recorded(context), status: change.status, withdrawn: true }),
      supersedesId: change.id,
      place: placeOf(change),
      reason,
    },
  })
  await refreshStatus(tx, context, plotId)
}

const recorded = ({ now, actor }: RequestContext) => ({ recordedAt: now, recordedById: actor.userId })

const statusRow = (context: RequestContext, { status, on, document, note, fileId = null }: NewStatus) => ({
  ...recorded(context),
  status,
  validFrom: fromDay(on),
  document,
  note,
  fileId,
})

/** The plot's own status is that of its last standing change. */
async function refreshStatus(tx: Tx, { now }: RequestContext, plotId: string): Promise<void> {
  const last = standingStatuses(await statusChanges(tx, plotId)).at(-1)
  if (!last) return
  await tx.plot.update({
    where: { id: plotId },
    data: {
      status: last.status,
      statusFrom: last.from ? fromDay(last.from) : null,
      version: { increment: 1 },
      updatedAt: now,
    },
  })
}
