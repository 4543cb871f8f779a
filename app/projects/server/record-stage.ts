import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { businessDay, businessTime, formatDayRange } from '~/shared/day'
import { AppError, invalid, invalidField, type FieldError } from '~/shared/errors'
import {
  breaches,
  mistakes,
  ownRecord,
  sideDisorder,
  waiverLacks,
  type Breach,
  type StageFacts,
} from '../domain/guards'
import { historyOf, type Reached, type StageFact } from '../domain/history'
import type { StageEventInput } from '../domain/input'
import { isPathStage, STAGE_NAMES } from '../domain/stages'
import { occurredColumns, projectEvents, refreshStage } from './events'
import { attachEvidence, type EvidenceFile } from './evidence'
import { factsThatHold } from './guard-facts'
import { lockProject } from './lock'
import { projectSubject } from './visibility'

export interface RecordStage {
  projectId: string
  event: StageEventInput
  evidence?: EvidenceFile
}

/**
 * Appends a stage event.
 * @throws conflict when the stage is recorded already, invalid with each guard that is not met, unless a 容缺 passes them over.
 */
export async function recordStage(
  context: RequestContext,
  { projectId, event, evidence }: RecordStage,
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const project = await lockProject(tx, context, projectId, 'stage.record')
    const events = await projectEvents(tx, projectId)
    const history = historyOf(events)
    const wrong = mistakes(event.stage, event.occurred, history, businessDay(context.now))
    if (wrong.length > 0) throw invalid(wrong)
    const after = [...events, eventToAppend(context, event)]
    refuseDisorder(events, after)

    const lacks = waiverLacks(event)
    const waives = lacks.length < 2
    let unmet: Breach[] = []
    if (isPathStage(event.stage)) {
      const recorded = ownRecord(event.stage, history)
      if (recorded) throw await alreadyRecorded(tx, recorded)
      const facts: StageFacts = {
        history,
        holds: await factsThatHold(tx, projectId),
        skipsLand: project.rents || project.ownLand,
        projectCompanyUscc: project.projectCompanyUscc,
      }
      unmet = breaches(event.stage, event.occurred, facts)
    }
    if (unmet.length > 0 && lacks.length > 0) throw unmetGuards(unmet, waives ? lacks : [])
    if (unmet.length > 0) assertCan(context.actor, 'stage.waive', await projectSubject(tx, project))
    if (unmet.length === 0 && waives) throw invalidField('waiverReason', '前置条件均已满足，无需容缺', 'needless')

    const created = await tx.stageEvent.create({
      data: {
        projectId,
        stage: event.stage,
        ...occurredColumns(event.occurred),
        recordedAt: context.now,
        recordedById: context.actor.userId,
        reason: event.reason,
        note: event.note,
        waiverReason: event.waiverReason,
        waiverBy: event.waiverBy,
      },
      select: { id: true },
    })
    if (evidence) await attachEvidence(tx, context, projectId, evidence, created.id)
    await refreshStage(tx, projectId, context.now, after)
    await recordAudit(tx, context, {
      action: 'stage.record',
      subjectType: 'project',
      subjectId: projectId,
      after: { eventId: created.id, ...event },
    })
    return created
  })
}

/** The refusal that lists each guard, and says that a 容缺 may pass them over. */
export function unmetGuards(unmet: Breach[], lacks: FieldError[]): AppError {
  return new AppError('invalid', {
    userMessage: `${unmet.map(({ message }) => message).join('；')}。确需先行的，请填写容缺理由和批准人`,
    errors: [...unmet.map(({ guard, path, message }) => ({ path, code: guard, message })), ...lacks],
    detail: { waivable: true },
  })
}

/** A stage is reached once; another day of it is a correction, which says why. */
async function alreadyRecorded(tx: Tx, { stage, eventId, occurred }: Reached): Promise<AppError> {
  const { recordedAt, recordedById } = await tx.stageEvent.findUniqueOrThrow({ where: { id: eventId } })
  const by = recordedById && (await tx.user.findUnique({ where: { id: recordedById }, select: { name: true } }))
  const userMessage = `“${STAGE_NAMES[stage]}”（${formatDayRange(occurred)}）已由${by ? by.name : '系统'}于 ${businessTime(recordedAt)} 登记；日期有误的，请在推进过程里更正`
  return new AppError('conflict', { userMessage, errors: [{ path: 'stage', code: 'recorded', message: userMessage }] })
}

/** 暂缓, 恢复 and 终止 come in turn. What an old ledger has out of turn already is not refused. */
export function refuseDisorder(before: readonly StageFact[], after: readonly StageFact[]): void {
  const fault = sideDisorder(before) ? null : sideDisorder(after)
  if (fault) throw invalid([{ path: 'occurred', code: 'order', message: fault }])
}

/** The event as it will stand among the others. */
export function eventToAppend(
  { now }: RequestContext,
  { stage, occurred }: Pick<StageFact, 'stage' | 'occurred'>,
): StageFact {
  return {
    id: 'to be',
    seq: Number.MAX_SAFE_INTEGER,
    stage,
    occurred,
    statedOn: null,
    recordedAt: now,
    supersedesId: null,
  }
}
