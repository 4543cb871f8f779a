import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { appendGuardFact } from '~/projects/server/guard-facts'
import { businessDay } from '~/shared/day'
import { AppError, invalid } from '~/shared/errors'
import { fieldLabel } from '../domain/screening'
import { VERDICT_NAMES } from '../domain/rules/rule-set'
import { assertNotBeforeMeeting } from './meetings/agenda'
import { lockScreening, touched } from './save-screening'
import { judged } from './stored-screening'

/**
 * Concludes a screening: from now on it stands, and the project's record knows that it was screened.
 * @throws invalid while something is unknown that the verdict waits for; conflict when it is concluded already
 */
export async function concludeScreening(
  context: RequestContext,
  { id, version, note }: { id: string; version: number; note: string | null },
): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockScreening(tx, context, id, 'screening.conclude')
    if (row.state === 'concluded') throw new AppError('conflict', { userMessage: '这次预审已出具结论' })
    if (row.version !== version)
      throw new AppError('conflict', { userMessage: '这次预审刚刚有人改过，请看过新的结果后再出具结论' })
    const { evaluation } = judged(row)
    if (evaluation.verdict === 'unknown') {
      const missing = [...new Set(evaluation.missing.map(fieldLabel))].join('、')
      throw invalid([], `资料不全，尚不能出具结论，还缺：${missing}`)
    }
    await tx.screening.update({
      where: { id },
      data: { state: 'concluded', concludedAt: context.now, ...touched(context, version) },
    })
    await recordAudit(tx, context, {
      action: 'screening.conclude',
      subjectType: 'screening',
      subjectId: id,
      before: { state: 'draft' },
      after: { state: 'concluded', verdict: evaluation.verdict, score: evaluation.score, note },
    })
    await appendGuardFact(tx, context, {
      projectId: row.projectId,
      kind: 'screeningDone',
      holds: true,
      day: businessDay(context.now),
      note: [`第 ${row.number} 次预审：${VERDICT_NAMES[evaluation.verdict]}`, note].filter(Boolean).join('，'),
      evidenceId: null,
    })
  })
}

/** Opens a concluded screening again; the project counts as screened only while another one is concluded. */
export async function reopenScreening(
  context: RequestContext,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockScreening(tx, context, id, 'screening.conclude')
    if (row.state !== 'concluded') throw new AppError('conflict', { userMessage: '这次预审没有出具结论，可直接修改' })
    await assertNotBeforeMeeting(tx, id)
    await tx.screening.update({
      where: { id },
      data: { state: 'draft', concludedAt: null, ...touched(context, row.version) },
    })
    await recordAudit(tx, context, {
      action: 'screening.reopen',
      subjectType: 'screening',
      subjectId: id,
      before: { state: 'concluded' },
      after: { state: 'draft', reason },
    })
    const others = await tx.screening.count({ where: { projectId: row.projectId, state: 'concluded' } })
    if (others > 0) return
    await appendGuardFact(tx, context, {
      projectId: row.projectId,
      kind: 'screeningDone',
      holds: false,
      day: null,
      note: `第 ${row.number} 次预审重开：${reason}`,
      evidenceId: null,
    })
  })
}
