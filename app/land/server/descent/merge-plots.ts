import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction, type Db } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { parseInput } from '~/shared/input'
import { MOST_MERGED, mergeInput } from '../../domain/descent/descent-input'
import { DIVIDE_PROBLEMS } from '../../domain/descent/divide-words'
import { mergeDrawings, type DrawnPart } from '../../domain/descent/division'
import { PLOT_STATUS_NAMES } from '../../domain/status/status'
import { descend, type Child } from './descend'
import { standingOn, whyStays } from './move-allocations'
import { storedDrawing } from '../stored-drawing'
import { asParent, assertMeasured, lockParents, type ParentPlot } from './parent-plots'
import { proposeCodes } from './plot-codes'

/** Degrees, some ten metres: neighbours are looked for so far. */
const NEAR = 0.0001
const MOST_NEIGHBOURS = 200

/** The live plots that have a boundary in common with this one. */
async function neighboursOf(db: Db, plot: ParentPlot): Promise<ParentPlot[]> {
  const { minLon, minLat, maxLon, maxLat } = plot
  if (minLon === null || minLat === null || maxLon === null || maxLat === null) return []
  const near = await db.$queryRaw<{ id: string }[]>`
    SELECT t.id FROM plot t WHERE t.retired_on IS NULL AND t.id <> ${plot.id}::uuid
      AND box(point(t.min_lon, t.min_lat), point(t.max_lon, t.max_lat))
        && box(point(${minLon - NEAR}::float8, ${minLat - NEAR}::float8), point(${maxLon + NEAR}::float8, ${maxLat + NEAR}::float8))
    LIMIT ${MOST_NEIGHBOURS}`
  const stored = await db.plot.findMany({ where: { id: { in: near.map(({ id }) => id) } }, orderBy: { code: 'asc' } })
  return stored.flatMap((each): ParentPlot[] => {
    const drawing = storedDrawing(each)
    if (!drawing || 'problem' in mergeDrawings([plot.drawing, drawing])) return []
    return [{ ...each, drawing }]
  })
}

/** What the page of a merging begins with: the plot and its neighbours. */
export async function plotToMerge(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'plot.draw')
  if (!isId(id)) throw notFound('这个地块')
  const plot = asParent(await database().plot.findUnique({ where: { id } }))
  return { plot, neighbours: await neighboursOf(database(), plot) }
}

/** @throws invalid (422) at `with`; conflict (409) where the plots differ in their status */
function merged(parents: readonly [ParentPlot, ...ParentPlot[]]): DrawnPart {
  const [first, ...others] = parents
  for (const plot of parents) assertMeasured(plot)
  const different = others.find(({ status }) => status !== first.status)
  if (different)
    throw new AppError('conflict', {
      userMessage: `“${first.code}”是${PLOT_STATUS_NAMES[first.status]}，“${different.code}”是${PLOT_STATUS_NAMES[different.status]}：状态相同的地块才能合并`,
    })
  const made = mergeDrawings(parents.map(({ drawing }) => drawing))
  if ('problem' in made) throw invalidField('with', DIVIDE_PROBLEMS[made.problem])
  return made.part
}

/** What a merging would make, with a number that is free. @throws invalid (422), conflict (409) */
export async function mergePreview(
  context: RequestContext,
  plot: ParentPlot,
  others: readonly string[],
): Promise<{ part: DrawnPart; parents: [ParentPlot, ...ParentPlot[]]; code: string }> {
  const ids = others.filter(isId).slice(0, MOST_MERGED - 1)
  const stored = await database().plot.findMany({ where: { id: { in: ids, not: plot.id } }, orderBy: { code: 'asc' } })
  if (stored.length === 0) throw invalidField('with', '请至少选择一个相邻的地块')
  const parents: [ParentPlot, ...ParentPlot[]] = [plot, ...stored.map(asParent)]
  const part = merged(parents)
  const why = whyStays(await standingOn(database(), context, parents))
  if (why) throw new AppError('conflict', { userMessage: why })
  const [code = ''] = await proposeCodes(database(), plot.code, 1)
  return { part, parents, code }
}

/**
 * 合并: makes one plot of several that adjoin; their common boundaries are welded first.
 * @throws invalid (422), stale (409), conflict (409) where they differ in status, their supply has begun or several hold them
 */
export async function mergePlots(context: RequestContext, input: unknown): Promise<Child> {
  assertCan(context.actor, 'plot.draw')
  const { document, on, code, parents: seen } = parseInput(mergeInput, input)
  return transaction(async (tx) => {
    const parents = await lockParents(tx, context, seen)
    const [child] = await descend(tx, context, {
      action: 'plot.merge',
      document,
      on,
      parents,
      children: [{ code, drawing: merged(parents).drawing }],
      keeper: 0,
      codePath: () => 'code',
    })
    if (!child) throw new Error('a merging made no plot')
    return child
  })
}
