import type { Tx } from '~/platform/database/client'
import { AppError } from '~/shared/errors'

/** The refusal of an edit made on an older version, with what is stored now and who stored it. */
export async function staleEdit(
  tx: Tx,
  {
    type,
    id,
    version,
    current,
  }: { type: 'promotionBatch' | 'promotionEvent'; id: string; version: number; current: object },
): Promise<AppError> {
  const last = await tx.auditEvent.findFirst({
    where: { subjectType: type, subjectId: id },
    orderBy: { seq: 'desc' },
    select: { actorName: true },
  })
  const who = last?.actorName ?? '另一位同事'
  return new AppError('stale', {
    userMessage: `${who}刚刚保存了另一个版本，您的内容已保留，请对照后再保存`,
    detail: { version, current },
  })
}
