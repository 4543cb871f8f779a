import type { Tx } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import type { StaleEdit } from '~/shared/versions'
import type { AuditSubject } from '../domain/words'

interface Stored<Values extends object> {
  /** as the log names it */
  subject?: { type: AuditSubject; id: string }
  /** as the reader knows it: 这个项目 */
  what: string
  version: number
  /** as the form's values */
  current: Values
}

/** The refusal of a save made on an older version, with what is stored now, who stored it, and when. */
export async function staleEdit<Values extends object>(
  tx: Tx,
  { subject, what, version, current }: Stored<Values>,
): Promise<AppError> {
  const last =
    subject &&
    (await tx.auditEvent.findFirst({
      where: { subjectType: subject.type, subjectId: subject.id, result: 'done' },
      orderBy: { seq: 'desc' },
      select: { actorName: true, at: true },
    }))
  const changedBy = last?.actorName ?? null
  const detail: StaleEdit<Values> = { version, current, changedBy, changedAt: last?.at ?? null }
  const userMessage = `${changedBy ?? '另一位同事'}刚刚修改了${what}，您的内容已保留，请对照后再保存`
  return new AppError('stale', { userMessage, detail })
}
