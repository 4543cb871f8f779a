import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { notePaper, type EvidenceFile } from '~/projects/server/evidence'
import { businessDay, toDay } from '~/shared/day'
import { AppError, invalid, notFound } from '~/shared/errors'
import { standingStatuses, statusFaults } from '../../domain/status/status-history'
import { lockPlot } from '../lock-plot'
import { appendStatus, statusChanges, supersedeStatus, type NewStatus } from './plot-statuses'

type GivenStatus = Omit<NewStatus, 'fileId'>

/**
 * Records that a plot's legal status changed, with its day and paper.
 * @throws invalid (422) for a day before the last change or to come, notFound (404), conflict (409) once it is divided
 */
export async function changeStatus(
  context: RequestContext,
  { plotId, paper, ...given }: GivenStatus & { plotId: string | undefined; paper?: EvidenceFile },
): Promise<void> {
  await transaction(async (tx) => {
    const plot = await lockPlot(tx, context, plotId, 'plot.changeStatus')
    await appendStatus(tx, context, plot.id, { ...given, fileId: await notePaper(tx, context, paper) })
    await recordAudit(tx, context, {
      action: 'plot.changeStatus',
      subjectType: 'plot',
      subjectId: plot.id,
      before: { status: plot.status, on: plot.statusFrom && toDay(plot.statusFrom) },
      after: { ...given, file: paper?.name ?? null },
    })
  })
}

interface Correction {
  plotId: string | undefined
  changeId: string | undefined
  reason: string
}

/** Puts a recorded change right, by a row that stands for it. @throws invalid, notFound, conflict where it was put right already */
export async function correctStatus(
  context: RequestContext,
  { paper, status, on, document, note, ...correction }: Correction & GivenStatus & { paper?: EvidenceFile },
): Promise<void> {
  await transaction(async (tx) => {
    const { plot, changes, change } = await changeToCorrect(tx, context, correction)
    const faults = statusFaults(changes, { status, on, change }, businessDay(context.now))
    if (faults.length > 0) throw invalid(faults)
    const fileId = (await notePaper(tx, context, paper)) ?? (await fileOf(tx, change.id))
    await supersedeStatus(
      tx,
      context,
      { plotId: plot.id, change, reason: correction.reason },
      {
        status,
        on,
        document,
        note,
        fileId,
      },
    )
    await recordAudit(tx, context, {
      action: 'plot.correctStatus',
      subjectType: 'plot',
      subjectId: plot.id,
      before: { status: change.status, on: change.from },
      after: { status, on, document, reason: correction.reason },
    })
  })
}

/** Withdraws a change that did not happen; the status before it holds again. @throws conflict for the only one */
export async function withdrawStatus(context: RequestContext, correction: Correction): Promise<void> {
  await transaction(async (tx) => {
    const { plot, changes, change } = await changeToCorrect(tx, context, correction)
    if (standingStatuses(changes).length === 1) {
      throw new AppError('conflict', { userMessage: '这是地块唯一的状态记录，不能撤回；有误的请更正' })
    }
    await supersedeStatus(tx, context, { plotId: plot.id, change, reason: correction.reason }, null)
    const { status, statusFrom } = await tx.plot.findUniqueOrThrow({ where: { id: plot.id } })
    await recordAudit(tx, context, {
      action: 'plot.correctStatus',
      subjectType: 'plot',
      subjectId: plot.id,
      before: { status: change.status, on: change.from },
      after: { status, on: statusFrom && toDay(statusFrom), reason: correction.reason },
    })
  })
}

const fileOf = async (tx: Tx, id: string) =>
  (await tx.plotStatusChange.findUniqueOrThrow({ where: { id }, select: { fileId: true } })).fileId

async function changeToCorrect(tx: Tx, context: RequestContext, { plotId, changeId }: Correction) {
  const plot = await lockPlot(tx, context, plotId, 'plot.changeStatus')
  const changes = await statusChanges(tx, plot.id)
  const change = changes.find(({ id }) => id === changeId)
  if (!change) throw notFound('这条状态记录')
  if (!standingStatuses(changes).includes(change)) {
    throw new AppError('conflict', { userMessage: '这条记录已被更正或撤回，请刷新后查看' })
  }
  return { plot, changes, change }
}
