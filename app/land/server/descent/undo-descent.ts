import { recordAudits } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { transaction, type Db, type Tx } from '~/platform/database/client'
import { businessDay, fromDay, type Day } from '~/shared/day'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { seenVersion } from '~/shared/versions'
import type { AllocationState } from '../../domain/allocation/allocation'
import { groundOf } from '../../domain/ground'
import { lockGround } from '../lock-ground'
import { releaseAll, stepAll } from './move-allocations'
import { overlapsWithLive } from '../overlaps'
import { storedDrawing } from '../stored-drawing'

/** A division, merging or redrawing as one act: its plots, and when it was recorded. */
interface Act {
  parents: string[]
  children: string[]
  recordedAt: Date
}

/** The act by which this plot was retired; null where it was not, or it is taken back already. */
async function actOf(db: Db, parentId: string): Promise<Act | null> {
  const own = await db.plotDescent.findMany({
    where: { parentId, child: { voidedAt: null } },
    select: { childId: true, recordedAt: true },
  })
  const [first] = own
  if (!first) return null
  const children = own.map(({ childId }) => childId)
  const all = await db.plotDescent.findMany({ where: { childId: { in: children } }, select: { parentId: true } })
  return { children, parents: [...new Set(all.map((row) => row.parentId))], recordedAt: first.recordedAt }
}

/** Why what was made of a plot cannot be taken back; null where it can. */
export async function whyNotUndone(db: Db, parentId: string): Promise<string | null> {
  const act = await actOf(db, parentId)
  return act ? whyChildrenStay(db, act) : '没有可以撤回的分割、合并或重画'
}

async function whyChildrenStay(db: Db, { children, recordedAt }: Act): Promise<string | null> {
  const made = await db.plot.findMany({
    where: { id: { in: children } },
    select: {
      code: true,
      version: true,
      retiredOn: true,
      allocations: { select: { recordedAt: true, version: true } },
    },
    orderBy: { code: 'asc' },
  })
  for (const { code, version, retiredOn, allocations } of made) {
    if (retiredOn) return `“${code}”后来又被分割、合并或重画，不能撤回`
    if (version !== 1) return `“${code}”后来改过，不能撤回`
    if (allocations.some((each) => each.version !== 1 || each.recordedAt.getTime() !== recordedAt.getTime()))
      return `“${code}”后来有了选址、锁定或释放，不能撤回`
  }
  return null
}

/**
 * Takes a division, merging or redrawing back: the plots that were before are there again, with the projects on them; the
 * numbers of those that were made are free, as if they had never been.
 * @throws conflict (409) once a child was changed, allocated or divided since, or its ground is another's; stale (409)
 */
export async function undoDescent(
  context: RequestContext,
  { id, input }: { id: string | undefined; input: unknown },
): Promise<void> {
  assertCan(context.actor, 'plot.draw')
  const { version } = parseInput(seenVersion, input)
  if (!isId(id)) throw notFound('这个地块')
  await transaction(async (tx) => {
    const act = await actOf(tx, id)
    if (!act) throw new AppError('conflict', { userMessage: '没有可以撤回的分割、合并或重画' })
    const stored = await tx.plot.findMany({ where: { id: { in: act.parents } } })
    const drawn = stored.flatMap((plot) => {
      const drawing = storedDrawing(plot)
      return drawing ? [{ key: plot.id, drawing, box: groundOf(drawing.shape, drawing.epsg).box }] : []
    })
    await lockGround(
      tx,
      drawn.map(({ box }) => box),
    )
    const all = [...act.parents, ...act.children]
    await tx.$queryRaw`SELECT 1 FROM plot WHERE id = ANY(${all}::uuid[]) ORDER BY id FOR UPDATE`
    await assertUnchanged(tx, id, version)
    const why = await whyChildrenStay(tx, act)
    if (why) throw new AppError('conflict', { userMessage: why })
    const [covering] = await overlapsWithLive(tx, drawn, all)
    if (covering)
      throw new AppError('conflict', { userMessage: `原来的地上已登记地块“${covering.other.code}”，不能撤回` })
    await takeBackPlots(tx, context, act)
    await takeBackAllocations(tx, context, act)
  })
}

async function assertUnchanged(tx: Tx, id: string, version: number): Promise<void> {
  const plot = await tx.plot.findUnique({ where: { id }, select: { version: true, code: true } })
  if (plot?.version !== version)
    throw new AppError('stale', { userMessage: `地块“${plot?.code ?? ''}”刚被修改过，请重新打开、核对后再提交` })
}

async function takeBackPlots(tx: Tx, context: RequestContext, { parents, children }: Act): Promise<void> {
  const changed = { version: { increment: 1 }, updatedAt: context.now }
  await tx.plot.updateMany({
    where: { id: { in: children } },
    data: { ...changed, retiredOn: fromDay(businessDay(context.now)), voidedAt: context.now },
  })
  await tx.plot.updateMany({ where: { id: { in: parents } }, data: { ...changed, retiredOn: null } })
  const named = await tx.plot.findMany({
    where: { id: { in: [...parents, ...children] } },
    select: { id: true, code: true },
    orderBy: { code: 'asc' },
  })
  const codes = (ids: readonly string[]) =>
    named
      .filter((plot) => ids.includes(plot.id))
      .map(({ code }) => code)
      .join('、')
  await recordAudits(
    tx,
    context,
    named.map(({ id }) => ({
      action: 'plot.undoDescent' as const,
      subjectType: 'plot' as const,
      subjectId: id,
      after: { parents: codes(parents), children: codes(children) },
    })),
  )
}

interface Former {
  id: string
  plotId: string
  projectId: string
  version: number
  until: Date | null
  state: AllocationState
  formerState: AllocationState
  formerSince: Day
  formerUntil: Day | null
}

/** Projects have again what they had of the plots before; a hold whose day is past stays released. */
async function takeBackAllocations(tx: Tx, context: RequestContext, act: Act): Promise<void> {
  const today = businessDay(context.now)
  const note = '撤回分割、合并或重画'
  const followed = await tx.allocation.findMany({ where: { plotId: { in: act.children } } })
  await releaseAll(tx, context, followed, { on: today, note })
  const former = await tx.$queryRaw<Former[]>`
    SELECT a.id, a.plot_id AS "plotId", a.project_id AS "projectId", a.version, a.until, a.state,
      was.state AS "formerState", was."on"::text AS "formerSince", was.until::text AS "formerUntil"
    FROM allocation_change c JOIN allocation a ON a.id = c.allocation_id
      JOIN LATERAL (SELECT b.state, b."on", b.until FROM allocation_change b
        WHERE b.allocation_id = a.id AND b.recorded_at < c.recorded_at ORDER BY b.recorded_at DESC LIMIT 1) was ON true
    WHERE a.plot_id = ANY(${act.parents}::uuid[]) AND c.state = 'released' AND c.recorded_at = ${act.recordedAt}`
  const standing = former.filter(({ formerUntil }) => formerUntil === null || formerUntil >= today)
  await stepAll(
    tx,
    context,
    standing.map(({ formerState, formerSince, formerUntil, ...allocation }) => ({
      ...allocation,
      to: { state: formerState, since: formerSince, until: formerUntil },
    })),
    note,
  )
}
