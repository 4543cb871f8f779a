import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction, type Tx } from '~/platform/database/client'
import { notePaper, type EvidenceFile } from '~/projects/server/evidence'
import { fromDay } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import type { StaleEdit } from '~/shared/versions'
import { conditionChanges, type OpinionInput, type RecusalInput } from '../../domain/opinions/opinion'
import { lockOpinion, type LockedOpinion } from './lock-opinion'

interface Answered {
  id: string | undefined
  version: number
  given: OpinionInput
  file?: EvidenceFile
}

/**
 * Gives the opinion of a unit, or amends it. The office, entering what came on paper, attaches the paper.
 * @throws notFound, forbidden, stale (409) where a colleague answered meanwhile, conflict once the unit recused itself
 */
export async function answerOpinion(context: RequestContext, { id, version, given, file }: Answered): Promise<void> {
  await transaction(async (tx) => {
    const { request, project } = await lockOpinion(tx, context, id)
    if (request.version !== version) throw await answeredMeanwhile(tx, request)
    const proxy = context.actor.unitId !== request.unitId
    if (proxy && !context.actor.system && !file && !request.fileId) {
      throw invalidField('file', '代录部门意见的，请附上部门的书面意见', 'required')
    }
    const before = opinionValues(request)
    const fileId = (await notePaper(tx, context, file)) ?? request.fileId
    await tx.opinionRequest.update({
      where: { id: request.id },
      data: {
        answer: given.answer,
        text: given.text,
        answeredAt: context.now,
        answeredById: context.actor.userId,
        fileId,
        version: version + 1,
      },
    })
    await changeConditions(tx, context, request, given, given.conditionUnitId ?? project.unitId)
    await recordAudit(tx, context, {
      action: request.answer ? 'opinion.amend' : 'opinion.answer',
      subjectType: 'screening',
      subjectId: request.screeningId,
      before: request.answer ? logged(request, before) : undefined,
      after: logged(request, {
        answer: given.answer,
        text: given.text,
        conditions: given.conditions.join('\n') || null,
      }),
    })
  })
}

async function changeConditions(
  tx: Tx,
  context: RequestContext,
  { id, screeningId, conditions }: LockedOpinion,
  given: OpinionInput,
  unitId: string,
) {
  const known = conditions.map((one) => ({ id: one.id, text: one.text, closed: one.closedOn !== null }))
  const { added, dropped } = conditionChanges(known, given.conditions)
  await tx.reviewCondition.deleteMany({ where: { id: { in: dropped.map((one) => one.id) } } })
  await tx.reviewCondition.createMany({
    data: added.map((text) => ({
      screeningId,
      requestId: id,
      text,
      unitId,
      dueOn: given.conditionDueOn && fromDay(given.conditionDueOn),
      recordedAt: context.now,
      recordedById: context.actor.userId,
    })),
  })
}

interface Written extends Pick<LockedOpinion, 'answer' | 'text'> {
  conditions: readonly Pick<LockedOpinion['conditions'][number], 'text' | 'closedOn'>[]
}

/** What the form of an opinion holds. */
export const opinionValues = ({ answer, text, conditions }: Written) => ({
  answer,
  text,
  conditions:
    conditions
      .filter(({ closedOn }) => closedOn === null)
      .map((one) => one.text)
      .join('\n') || null,
})

const logged = (
  { unit }: Pick<LockedOpinion, 'unit'>,
  { answer, text, conditions }: ReturnType<typeof opinionValues>,
) => ({ opinionOf: unit.name, answer, opinionText: text, conditions })

/** A colleague was faster: both versions, and who it was. */
async function answeredMeanwhile(tx: Tx, request: LockedOpinion): Promise<AppError> {
  const by = request.answeredById
    ? await tx.user.findUnique({ where: { id: request.answeredById }, select: { name: true } })
    : null
  const changedBy = by?.name ?? null
  const detail: StaleEdit = {
    version: request.version,
    current: opinionValues(request),
    changedBy,
    changedAt: request.answeredAt,
  }
  return new AppError('stale', {
    userMessage: `${changedBy ?? '另一位同事'}刚刚处理了这份意见，您的内容已保留，请对照后再保存`,
    detail,
  })
}

/**
 * 回避: of the person who says it, so that a colleague answers, or of the whole unit, which then sees the project no more.
 * The office may say it of a unit. @throws notFound, forbidden, stale, conflict once it was answered
 */
export async function recuseOpinion(
  context: RequestContext,
  { id, version, given }: { id: string | undefined; version: number; given: RecusalInput },
): Promise<void> {
  await transaction(async (tx) => {
    const { request } = await lockOpinion(tx, context, id)
    if (request.version !== version) throw await answeredMeanwhile(tx, request)
    if (request.answer) throw new AppError('conflict', { userMessage: `${request.unit.name}已答复，不能再回避` })
    const { userId, name, unitId } = context.actor
    const { recusal, recusalReason } = given
    const alone = recusal === 'person'
    if (alone && (!userId || unitId !== request.unitId)) throw invalidField('recusal', '只能由本单位的人员提出本人回避')
    if (alone && userId) {
      const made = { reason: recusalReason ?? '', recordedAt: context.now, recordedById: userId }
      await tx.opinionRecusal.create({ data: { requestId: request.id, userId, ...made } })
    }
    await tx.opinionRequest.update({
      where: { id: request.id },
      data: {
        version: version + 1,
        ...(alone ? {} : { recusedAt: context.now, recusedById: userId, recusalReason }),
      },
    })
    await recordAudit(tx, context, {
      action: 'opinion.recuse',
      subjectType: 'screening',
      subjectId: request.screeningId,
      after: { opinionOf: request.unit.name, recused: alone ? name : request.unit.name, recusalReason },
    })
  })
}
