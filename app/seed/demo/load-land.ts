import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readSheets, planFile } from '~/importing/tables/read'
import { plotOf } from '~/importing/plots/domain/draft'
import { PLOTS } from '~/importing/plots/domain/vocabulary'
import { openMapFile } from '~/importing/plots/server/open-map-file'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import type { PlotDraft } from '~/land/domain/draft'
import type { AllocationState } from '~/land/domain/allocation/allocation'
import type { PlotStatus } from '~/land/domain/status/status'
import { beginAllocation } from '~/land/server/allocation/allocation-steps'
import { PLAN_YEARS } from '~/land/domain/plan/plan'
import { setPlanWithin } from '~/land/server/plan/land-plan'
import { appendStatus } from '~/land/server/status/plot-statuses'
import { insertPlots } from '~/land/server/write-plots'
import { newId } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { projectRoot } from '~/platform/root'
import type { Stage } from '~/projects/domain/stages'
import { addDays, businessDay, yearOf, type Day } from '~/shared/day'
import { present } from '~/shared/present'
import { PARKS } from './county'
import type { Offices } from './offices'

const file = (name: string) => path.join(projectRoot(), 'app', 'seed', 'demo', 'land', name)

/** Loads the plots, roads and allocations of the demo county, by the same reader as an import. */
export async function loadLand(tx: Tx, offices: Offices, now: Date): Promise<number> {
  const context: RequestContext = { actor: SYSTEM_ACTOR, now, via: 'job' }
  const today = businessDay(now)
  const drafts = await demoPlots(offices)
  const taken = await takings(tx, drafts, today)
  await insertPlots(tx, context, told(drafts, taken, today), { name: '地块图（演示）', action: 'plot.import' })
  await loadRoads(tx)
  await allocate(tx, context, taken)
  await agree(tx, taken)
  await plan(tx, context)
  return drafts.length
}

/** 5,000 亩 a year, as in the county's speech. */
async function plan(tx: Tx, context: RequestContext): Promise<void> {
  const first = yearOf(businessDay(context.now))
  for (let year = first; year < first + PLAN_YEARS; year++) {
    await setPlanWithin(tx, context, {
      year,
      version: 0,
      document: `澄政办〔${first}〕12号`,
      newReserveMu: '4000',
      newSupplyMu: '3500',
      stockReserveMu: '1000',
      stockSupplyMu: '1000',
      linkedReserveMu: '500',
      linkedSupplyMu: '500',
      rewardReserveMu: '0',
      rewardSupplyMu: '0',
    })
  }
}

async function demoPlots(offices: Offices): Promise<PlotDraft[]> {
  const parks = new Map(PARKS.map(({ name, plotsOf }) => [plotsOf, present(offices.parkId(name), name)]))
  const source = await openMapFile(file('plots.zip'), 'plots.zip', {})
  try {
    const sheets = await planFile(PLOTS, source)
    const drafts: PlotDraft[] = []
    for await (const { draft, kind } of readSheets(PLOTS, sheets))
      if (kind === 'standing') drafts.push(plotOf(draft, parks))
    return drafts
  } finally {
    await source.close()
  }
}

async function loadRoads(tx: Tx): Promise<void> {
  const roads: { features: { properties: { 名称: string }; geometry: object }[] } = JSON.parse(
    await readFile(file('roads.geojson'), 'utf8'),
  )
  await tx.mapFeature.createMany({
    data: roads.features.map(({ properties, geometry }) => ({
      id: newId(),
      layer: 'road',
      name: properties['名称'],
      geometry,
    })),
  })
}

/** Of this many projects in each state a plot is taken. */
const EACH = 24
const HELD = 6

/** A project on a plot, since a day. */
interface Taking {
  code: string
  projectId: string
  state: AllocationState
  on: Day
  until: Day | null
}

/** Projects that have land stand on plots that are supplied; some that have passed hold one. */
async function takings(tx: Tx, drafts: readonly PlotDraft[], today: Day): Promise<Taking[]> {
  const taken = new Set<string>()
  const take = async (state: AllocationState, on: readonly PlotStatus[], stages: readonly Stage[], most: number) => {
    const free = drafts.filter(({ code, status }) => on.includes(status) && !taken.has(code)).map(({ code }) => code)
    const projects = await projectsAt(tx, stages, most)
    return free.toSorted().flatMap((code, at): Taking[] => {
      const project = projects[at]
      if (!project) return []
      taken.add(code)
      const held = state === 'held'
      return [
        {
          code,
          projectId: project.id,
          state,
          on: held ? today : (project.suppliedOn ?? today),
          until: held ? addDays(today, 5 + 4 * at) : null,
        },
      ]
    })
  }
  return [
    ...(await take(
      'delivered',
      ['underConstruction', 'inUse'],
      ['started', 'completed', 'producing', 'onTarget'],
      EACH,
    )),
    ...(await take('supplied', ['suppliedNotUsed'], ['landSupplied'], EACH)),
    ...(await take('held', ['acquiredNotSupplied'], ['approved', 'signed'], HELD)),
  ]
}

/** Projects that go on and do not rent, those signed last first, with the day on which land was supplied to them. */
const projectsAt = (tx: Tx, stages: readonly Stage[], most: number) =>
  tx.$queryRaw<{ id: string; suppliedOn: Day | null }[]>`
    SELECT p.id, (SELECT max(e.occurred_from)::text FROM stage_event e
      WHERE e.project_id = p.id AND e.stage = 'landSupplied') AS "suppliedOn"
    FROM project p WHERE p.stage = ANY(${[...stages]}::stage[]) AND p.status = 'active' AND NOT p.rents
    ORDER BY p.signed_from DESC, p.id LIMIT ${most}`

/** Over how many days the statuses began, the last of them a year ago; the file of the land office says no day. */
const BEGAN: Record<PlotStatus, number> = {
  planned: 0,
  approvedNotAcquired: 300,
  acquiredNotSupplied: 300,
  suppliedNotUsed: 700,
  underConstruction: 500,
  inUse: 1500,
  recovered: 0,
}
const YEAR = 365

const QUOTAS = ['new', 'new', 'stock', 'new', 'linked'] as const

/** The drafts with the days and quotas of the made-up county: what was supplied to a project was acquired before. */
function told(drafts: readonly PlotDraft[], taken: readonly Taking[], today: Day): PlotDraft[] {
  const byCode = new Map(taken.map((each) => [each.code, each]))
  return drafts.map((draft, at) => {
    const began = addDays(today, -YEAR - Math.round((((at * 37) % 100) / 100) * BEGAN[draft.status]))
    const quotaSource = QUOTAS[at % QUOTAS.length] ?? 'new'
    const own = byCode.get(draft.code)
    if (own?.state === 'supplied')
      return { ...draft, quotaSource, status: 'acquiredNotSupplied', statusFrom: addDays(own.on, -YEAR) }
    const begun = own && addDays(own.on, DAYS_TO_START)
    const statusFrom = own?.state === 'delivered' && begun ? (begun < today ? begun : today) : began
    return { ...draft, quotaSource, statusFrom }
  })
}

async function allocate(tx: Tx, context: RequestContext, taken: readonly Taking[]): Promise<void> {
  const plots = await tx.plot.findMany({
    where: { code: { in: taken.map(({ code }) => code) } },
    select: { id: true, code: true },
  })
  const ids = new Map(plots.map(({ id, code }) => [code, id]))
  for (const { code, projectId, state, on, until } of taken) {
    const plotId = present(ids.get(code), code)
    await beginAllocation(tx, context, 'allocation.advance', { plotId, projectId }, { state, on, until })
    if (state === 'supplied')
      await appendStatus(tx, context, plotId, { status: 'suppliedNotUsed', on, document: null, note: '成交' })
  }
}

/** Whoever has land agreed to begin within half a year; some who have it for long are no project of the county's. */
async function agree(tx: Tx, taken: readonly Taking[]): Promise<void> {
  const codes = taken.filter(({ state }) => state !== 'held').map(({ code }) => code)
  await tx.$executeRaw`
    UPDATE plot t SET contract_on = a.since, start_due_on = a.since + ${DAYS_TO_START}::int
    FROM allocation a WHERE a.plot_id = t.id AND t.code = ANY(${codes}::text[])`
  await tx.$executeRaw`
    UPDATE plot t SET contract_on = t.status_from, start_due_on = t.status_from + ${DAYS_TO_START}::int
    FROM (SELECT id, row_number() OVER (ORDER BY code) AS at FROM plot
      WHERE status = 'suppliedNotUsed' AND NOT code = ANY(${codes}::text[])) one
    WHERE one.id = t.id AND one.at % 5 = 0`
}

const DAYS_TO_START = 180
