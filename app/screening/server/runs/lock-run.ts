import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { Tx } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { RunState } from '../../domain/runs/run'

const MEANWHILE: Record<RunState, string> = {
  running: '继续了这次重判',
  cancelled: '取消了这次重判',
  failed: '发现这次重判已中断',
  done: '完成了这次重判',
}

export interface SeenRun {
  id: string
  /** of the page that was looked at */
  version: number
}

/** The run, locked, if it still stands as it was looked at. @throws forbidden, notFound, stale (409) with who was first */
export async function lockSeenRun(tx: Tx, context: RequestContext, { id, version }: SeenRun) {
  assertCan(context.actor, 'screeningRun.manage')
  if (!isId(id)) throw notFound('这次重判')
  await tx.$queryRaw`SELECT 1 FROM screening_run WHERE id = ${id}::uuid FOR UPDATE`
  const run = await tx.screeningRun.findUnique({ where: { id } })
  if (!run) throw notFound('这次重判')
  if (run.version === version) return run
  const last = await tx.auditEvent.findFirst({
    where: { subjectType: 'screeningRun', subjectId: id, result: 'done' },
    orderBy: { seq: 'desc' },
    select: { actorName: true },
  })
  const userMessage = `${last?.actorName ?? '另一位同事'}刚刚${MEANWHILE[run.state]}，请刷新页面`
  throw new AppError('stale', { userMessage })
}
