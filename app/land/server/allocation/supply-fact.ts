import type { RequestContext } from '~/auth/domain/actor'
import type { Tx } from '~/platform/database/client'
import { noteEvidence } from '~/projects/server/evidence'
import { appendGuardFact } from '~/projects/server/guard-facts'
import type { Day } from '~/shared/day'
import { SUPPLIED_STATES } from '../../domain/allocation/allocation'

interface Supply {
  plot: { code: string }
  holds: boolean
  on: Day
  document: string | null
  fileId: string | null
}

/**
 * Tells the project's record that land was supplied to it, with the paper as evidence; or that it was not, once it has no
 * other plot.
 */
export async function tellProject(
  tx: Tx,
  context: RequestContext,
  { id, projectId }: { id: string; projectId: string },
  { plot, holds, on, document, fileId }: Supply,
): Promise<void> {
  if (!holds) {
    const others = await tx.allocation.count({
      where: { projectId, id: { not: id }, state: { in: [...SUPPLIED_STATES] } },
    })
    if (others > 0) return
  }
  const evidenceId = fileId ? await noteEvidence(tx, context, projectId, { kind: '成交确认书', fileId }) : null
  const what = holds ? '成交' : '已收回或撤回'
  await appendGuardFact(tx, context, {
    projectId,
    kind: 'allocationSupplied',
    holds,
    day: holds ? on : null,
    note: [`地块 ${plot.code} ${what}`, document].filter(Boolean).join('，'),
    evidenceId,
  })
}
