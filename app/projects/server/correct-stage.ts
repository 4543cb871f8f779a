import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { assertCan } from '~/auth/domain/can'
import { transaction, type Tx } from '~/platform/database/client'
import { businessDay, type DayRange } from '~/shared/day'
import { AppError, invalid, invalidField, notFound } from '~/shared/errors'
import { breaches, mistakes, waiverLacks } from '../domain/guards'
import { historyOf, standing } from '../domain/history'
import { isPathStage, type Stage } from '../domain/stages'
import { occurredColumns, projectEvents, refreshStage } from './events'
import { factsThatHold } from './guard-facts'
import { lockProject } from './lock'
import { refuseDisorder, eventToAppend, unmetGuards } from './record-stage'
import { projectSubject } from './visibility'

export interface StageCorrection {
  projectId: string
  eventId: string
  /** `withdrawn`: it did not happen */
  stage: Stage
  occurred: DayRange
  reason: string
  /** 容缺, where the corrected stage passes a guard over that the wrong one did not */
  waiverReason?: string | null
  waiverBy?: string | null
}

/**
 * Corrects an event by appending one that supersedes it: the old one stays to be read. Its 容缺 is kept while a guard is
 * unmet; a guard that it did not pass over wants one of its own.
 * @throws conflict when somebody has corrected it already; invalid with each guard that is not met
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
    let waiver: Waiver = NO_WAIVER
    const others = standing(events).filter((event) => event !== wrong)
    if (isPathStage(correction.stage)) {
      const facts = {
        history: historyOf(others),
        holds: await factsThatHold(tx, correction.projectId),
        skipsLand: project.rents || project.ownLand,
        projectCompanyUscc: project.projectCompanyUscc,
      }
      // What an old ledger had out of order already is no worse for a better day.
      const before = new Set(
        wrong.stage === correction.stage
          ? breaches(wrong.stage, wrong.occurred, facts).map(({ message }) => message)
          : [],
      )
      const unmet = breaches(correction.stage, correction.occurred, facts)
      const fresh = unmet.filter(({ message }) => !before.has(message))
      const lacks = waiverLacks(correction)
      if (fresh.length > 0 && lacks.length > 0) throw unmetGuards(fresh, lacks.length < 2 ? lacks : [])
      if (unmet.length > 0) waiver = lacks.length === 0 ? waiverOf(correction) : await waiverOfEvent(tx, wrong.id)
      if (unmet.length > 0 && lacks.length === 0)
        assertCan(context.actor, 'stage.waive', await projectSubject(tx, project))
    }
    if (!withdrawn) refuseDisorder(events, [...others, eventToAppend(context, correction)])
    if (withdrawn && others.length === 0) {
      throw invalidField('stage', '这是项目唯一的阶段记录，不能撤回：日期或阶段不对的请更正，项目登错的请作废', 'last')
    }
    const created = await tx.stageEvent.create({
      data: {
        projectId: correction.projectId,
        stage: correction.stage,
        ...occurredColumns(withdrawn ? { from: null, to: null, precision: 'unknown' } : correction.occurred),
        recordedAt: context.now,
        recordedById: context.actor.userId,
        reason: correction.reason,
        ...waiver,
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
      after: { stage: correction.stage, occurred: correction.occurred, reason: correction.reason, ...given(waiver) },
    })
    return created
  })
}

type Waiver = Record<'waiverReason' | 'waiverBy', string | null>

const NO_WAIVER: Waiver = { waiverReason: null, waiverBy: null }

const waiverOf = ({ waiverReason = null, waiverBy = null }: Partial<Waiver>): Waiver => ({ waiverReason, waiverBy })

async function waiverOfEvent(tx: Tx, id: string): Promise<Waiver> {
  return tx.stageEvent.findUniqueOrThrow({ where: { id }, select: { waiverReason: true, waiverBy: true } })
}

const given = (waiver: Waiver): Partial<Waiver> => (waiver.waiverReason ? waiver : {})
