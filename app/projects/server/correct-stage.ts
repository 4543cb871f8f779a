import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { businessDay, type DayRange } from '~/shared/day'
import { AppError, invalid, invalidField, notFound } from '~/shared/errors'
import { breaches, mistakes, type Breach } from '../domain/guards'
import { historyOf, standing } from '../domain/history'
import { isPathStage, type Stage } from '../domain/stages'
import { occurredColumns, projectEvents, refreshStage } from './events'
import { factsThatHold } from './guard-facts'
import { lockProject } from './lock'
import { refuseDisorder, eventToAppend } from './record-stage'

export interface StageCorrection {
  projectId: string
  eventId: string
  /** `withdrawn`: it did not happen */
  stage: Stage
  occurred: DayRange
  reason: string
}

/**
 * Corrects an event by appending one that supersedes it: the old one stays to be read.
 * @throws conflict when somebody has corrected it already.
 */
export async function correctStage(context: RequestContext, correction: StageCorrection): Promise<{ id: string }> {
  if (correction.reason.trim() === '') throw invalidField('reason', '请写明更正原因', 'required')
  return transaction(async (tx) => {
    const project = await lockProject(tx, context, correction.projectId, 'stage.correct')
    const events = await projectEvents(tx, correction.projectId)
    const wrong = events.find(({ id }) => id === correction.eventId)
    if (!wrong) throw notFound('这条阶段记录')
    if (!standing(events).includes(wrong)) {
      throw new AppError('conflict', { userMessage: '这条记录已被更正或撤回，请刷新后查看' })
    }
    const withdrawn = correction.stage === 'withdrawn'
    if (!withdrawn) {
      const future = mistakes('signed', correction.occurred, null, businessDay(context.now))
      if (future.length > 0) throw invalid(future)
    }
    const others = standing(events).filter((event) => event !== wrong)
    if (isPathStage(correction.stage)) {
      const facts = {
        history: historyOf(others),
        holds: await factsThatHold(tx, correction.projectId),
        skipsLand: project.rents || project.ownLand,
        projectCompanyUscc: project.projectCompanyUscc,
      }
      // What an old ledger had out of order already is no worse for a better day.
      const before =
        wrong.stage === correction.stage
          ? breaches(wrong.stage, wrong.occurred, facts).map(({ message }) => message)
          : []
      const unmet = breaches(correction.stage, correction.occurred, facts).filter(
        ({ message }) => !before.includes(message),
      )
      if (unmet.length > 0) throw refusedCorrection(unmet)
    }
    if (!withdrawn) refuseDisorder(events, [...others, eventToAppend(context, correction)])
    if (withdrawn && others.length === 0) {
      throw invalidField('stage', '这是项目唯一的阶段记录，不能撤回', 'last')
    }
    const created = await tx.stageEvent.create({
      data: {
        projectId: correction.projectId,
        stage: correction.stage,
        ...occurredColumns(withdrawn ? { from: null, to: null, precision: 'unknown' } : correction.occurred),
        recordedAt: context.now,
        recordedById: context.actor.userId,
        reason: correction.reason,
        supersedesId: wrong.id,
      },
      select: { id: true },
    })
    await refreshStage(tx, correction.projectId, context.now)
    await recordAudit(tx, context, {
      action: 'stage.correct',
      subjectType: 'project',
      subjectId: correction.projectId,
      before: { stage: wrong.stage, occurred: wrong.occurred },
      after: { stage: correction.stage, occurred: correction.occurred, reason: correction.reason },
    })
    return created
  })
}

/** Another stage is not slipped in past its guards by way of a correction. */
function refusedCorrection(unmet: Breach[]): AppError {
  return invalid(
    unmet.map(({ guard, path, message }) => ({ path, code: guard, message })),
    `${unmet.map(({ message }) => message).join('；')}。请先撤回这条记录，再登记正确的阶段`,
  )
}
