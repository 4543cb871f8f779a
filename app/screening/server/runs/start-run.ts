import { recordAudit, recordAudits } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { transaction, type Tx } from '~/platform/database/client'
import { enqueue } from '~/platform/jobs/jobs'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { businessDay, fromDay } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import { NO_ID } from '~/shared/id'
import { RUNS_KEPT } from '../../domain/runs/run'
import { listRuleSets } from '../rule-sets'
import { inOrder } from '../stored-screening'

/**
 * Begins to judge all projects again by rule sets in use, as they are today, in the background; the oldest run goes
 * where there are enough. @throws forbidden; invalid for a set that is not in use; conflict while the same
 * is being judged
 */
export async function startRun(context: RequestContext, ruleSetIds: readonly string[]): Promise<{ id: string }> {
  assertCan(context.actor, 'screeningRun.manage')
  const on = businessDay(context.now)
  const inUse = (await listRuleSets(context, { on })).filter((set) => set.inUse).map(({ ruleSet }) => ruleSet)
  const rules = inOrder(inUse.filter(({ id }) => ruleSetIds.includes(id)))
  if (rules.length === 0 || rules.length < new Set(ruleSetIds).size)
    throw invalidField('ruleSets', '所选的规则集中有的没有启用，请重新选择')
  const ids = rules.map(({ id }) => id)
  return transaction(async (tx) => {
    // One at a time: what is not there yet has no row to lock.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('screening_run'))::text`
    await assertNotRunning(tx, ids)
    await makeRoom(tx, context)
    const { id, total } = await tx.screeningRun.create({
      data: {
        ruleSetIds: ids,
        rules: structuredClone(rules),
        evaluatedOn: fromDay(on),
        total: await tx.project.count({ where: COUNTED_PROJECTS }),
        startedAt: context.now,
        startedById: context.actor.userId,
        movedAt: context.now,
      },
    })
    await recordAudit(tx, context, {
      action: 'screeningRun.start',
      subjectType: 'screeningRun',
      subjectId: id,
      after: { ruleSets: rules.map(({ name }) => name).join('、'), total },
    })
    await enqueue('screening-run', { runId: id }, { tx, key: id })
    return { id }
  })
}

async function assertNotRunning(tx: Tx, ruleSetIds: string[]): Promise<void> {
  const same = await tx.screeningRun.findFirst({ where: { state: 'running', ruleSetIds: { equals: ruleSetIds } } })
  if (!same) return
  const by = await tx.user.findFirst({ where: { id: same.startedById ?? NO_ID }, select: { name: true } })
  const userMessage = `${by?.name ?? '系统'}已经按同样的规则集开始重判，正在进行，不必再开始一次`
  throw new AppError('conflict', { userMessage })
}

/** Removes the oldest runs that nobody works on, so that one more can be kept. @throws conflict where all are running */
async function makeRoom(tx: Tx, context: RequestContext): Promise<void> {
  const over = (await tx.screeningRun.count()) - RUNS_KEPT + 1
  if (over <= 0) return
  const oldest = await tx.screeningRun.findMany({
    where: { state: { not: 'running' } },
    orderBy: { startedAt: 'asc' },
    take: over,
    select: { id: true },
  })
  if (oldest.length < over) throw new AppError('conflict', { userMessage: `已有 ${RUNS_KEPT} 次重判在进行，请稍候` })
  await tx.screeningRun.deleteMany({ where: { id: { in: oldest.map(({ id }) => id) } } })
  const gone = oldest.map(
    ({ id }) => ({ action: 'screeningRun.remove', subjectType: 'screeningRun', subjectId: id }) as const,
  )
  await recordAudits(tx, context, gone)
}
