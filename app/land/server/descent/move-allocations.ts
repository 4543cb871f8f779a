import type { RequestContext } from '~/auth/domain/actor'
import { recordAudits } from '~/audit/server/record'
import { insertRows, newId, updateRows } from '~/platform/database/bulk'
import type { Db, Tx } from '~/platform/database/client'
import { businessDay, toDay, type Day } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import { ALLOCATION_STATE_NAMES, hasLapsed, type AllocationState } from '../../domain/allocation/allocation'
import { releaseLapsed } from '../allocation/holders'

const ALLOCATION_COLUMNS = [
  'id',
  'plot_id',
  'project_id',
  'state',
  'since',
  'until',
  'version',
  'recorded_at',
  'recorded_by_id',
]
const CHANGE_COLUMNS = [
  'id',
  'allocation_id',
  'state',
  'on',
  'until',
  'note',
  'document',
  'recorded_at',
  'recorded_by_id',
]
const STEP_COLUMNS = ['state', 'since', 'until', 'version']

/** What stands on plots that are to be divided or merged. */
export interface Standing {
  /** plots with a project that has gone further than to hold it */
  supplied: { code: string; state: AllocationState }[]
  /** holds that have not lapsed, of one project or several */
  holders: string[]
}

interface PlotOfAllocations {
  id: string
  code: string
}

/** What projects have of these plots now. */
export async function standingOn(
  db: Db,
  { now }: Pick<RequestContext, 'now'>,
  plots: readonly PlotOfAllocations[],
): Promise<Standing> {
  const taking = await db.allocation.findMany({
    where: { plotId: { in: plots.map(({ id }) => id) }, state: { in: ['held', 'listed', 'supplied', 'delivered'] } },
    select: { plotId: true, projectId: true, state: true, until: true },
  })
  const standing = taking.filter(({ state, until }) => !hasLapsed(state, until && toDay(until), businessDay(now)))
  return {
    supplied: standing
      .filter(({ state }) => state !== 'held')
      .map(({ plotId, state }) => ({ code: plots.find(({ id }) => id === plotId)?.code ?? '', state })),
    holders: [...new Set(standing.filter(({ state }) => state === 'held').map(({ projectId }) => projectId))],
  }
}

/** Why plots cannot be changed as to their ground while projects have them; null where they can. */
export function whyStays({ supplied, holders }: Standing): string | null {
  const [first] = supplied
  if (first) return `地块“${first.code}”已${ALLOCATION_STATE_NAMES[first.state]}，供地程序中的地块不能分割、合并或重画`
  return holders.length > 1 ? '这些地块由不同的项目锁定，不能合并；请先释放' : null
}

interface Move {
  parents: readonly PlotOfAllocations[]
  children: readonly string[]
  /** which child keeps the hold */
  keeper: number | null
  on: Day
  document: string
}

/**
 * Projects follow the ground: a hold goes to the chosen child until the same day, candidates to all children.
 * @throws conflict (409) once the supply has begun, or where several projects hold; invalid (422) at `keeper` unless chosen
 */
export async function moveAllocations(tx: Tx, context: RequestContext, move: Move): Promise<void> {
  const { parents, children, on, document } = move
  const why = whyStays(await standingOn(tx, context, parents))
  if (why) throw new AppError('conflict', { userMessage: why })
  // One parent almost always; of a merging a few.
  await Promise.all(parents.map(({ id }) => releaseLapsed(tx, context, id)))
  const standing = await tx.allocation.findMany({
    where: { plotId: { in: parents.map(({ id }) => id) }, state: { in: ['candidate', 'held'] } },
    orderBy: { recordedAt: 'asc' },
  })
  if (standing.length === 0) return
  const keeper = keeperOf(
    move,
    standing.some(({ state }) => state === 'held'),
  )
  const first = new Map<string, (typeof standing)[number]>()
  for (const allocation of standing)
    if (allocation.state === 'held' || !first.has(allocation.projectId)) first.set(allocation.projectId, allocation)
  const followed = [...first.values()].flatMap(({ projectId, state, since, until }) =>
    (state === 'held' ? [keeper] : children).map((plotId) => ({
      id: newId(),
      plotId,
      projectId,
      state,
      since: toDay(since),
      until: until && toDay(until),
    })),
  )
  const note = `随地块变更转移（${document}）`
  await releaseAll(tx, context, standing, { on, note })
  await insertRows(
    tx,
    'allocation',
    ALLOCATION_COLUMNS,
    followed.map(({ id, plotId, projectId, state, since, until }) => ({
      id,
      plot_id: plotId,
      project_id: projectId,
      state,
      since,
      until,
      version: 1,
      ...recorded(context),
    })),
  )
  await insertRows(
    tx,
    'allocation_change',
    CHANGE_COLUMNS,
    followed.map(({ id, state, since, until }) => ({
      id: newId(),
      allocation_id: id,
      state,
      on: since,
      until,
      note,
      document,
      ...recorded(context),
    })),
  )
  await recordAudits(
    tx,
    context,
    followed.map(({ plotId, projectId, state, until }) => ({
      action: 'allocation.follow' as const,
      subjectType: 'plot' as const,
      subjectId: plotId,
      after: { project: projectId, state, until, document },
    })),
  )
}

function keeperOf({ children, keeper }: Move, isHeld: boolean): string {
  const [only] = children
  if (children.length === 1 && only) return only
  const chosen = keeper === null ? undefined : children[keeper]
  if (isHeld && !chosen) throw invalidField('keeper', '地块已被锁定，请选择由哪一块继续锁定', 'required')
  return chosen ?? ''
}

const recorded = ({ now, actor }: RequestContext) => ({ recorded_at: now, recorded_by_id: actor.userId })

interface Stepped {
  id: string
  plotId: string
  projectId: string
  state: AllocationState
  until: Date | null
  version: number
}

/** Ends allocations whose ground is another plot's now. */
export async function releaseAll(
  tx: Tx,
  context: RequestContext,
  allocations: readonly Stepped[],
  { on, note }: { on: Day; note: string },
): Promise<void> {
  await stepAll(
    tx,
    context,
    allocations.map((allocation) => ({ ...allocation, to: { state: 'released', since: on, until: null } })),
    note,
  )
}

/** Takes allocations to a state each, with its history and the audit event. */
export async function stepAll(
  tx: Tx,
  context: RequestContext,
  steps: readonly (Stepped & { to: { state: AllocationState; since: Day; until: Day | null } })[],
  note: string,
): Promise<void> {
  await updateRows(
    tx,
    'allocation',
    STEP_COLUMNS,
    steps.map(({ id, version, to }) => ({ id, ...to, version: version + 1 })),
  )
  await insertRows(
    tx,
    'allocation_change',
    CHANGE_COLUMNS,
    steps.map(({ id, to: { state, since, until } }) => ({
      id: newId(),
      allocation_id: id,
      state,
      on: since,
      until,
      note,
      ...recorded(context),
    })),
  )
  await recordAudits(
    tx,
    context,
    steps.map(({ plotId, projectId, state, until, to }) => ({
      action: 'allocation.follow' as const,
      subjectType: 'plot' as const,
      subjectId: plotId,
      before: { project: projectId, state, until: until && toDay(until) },
      after: { project: projectId, state: to.state, until: to.until },
    })),
  )
}
