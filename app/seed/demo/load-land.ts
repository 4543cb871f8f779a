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
import { insertPlots } from '~/land/server/write-plots'
import { newId } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { projectRoot } from '~/platform/root'
import { addDays, businessDay, toDay, yearOf } from '~/shared/day'
import { present } from '~/shared/present'
import { PARKS } from './county'
import type { Offices } from './offices'

const file = (name: string) => path.join(projectRoot(), 'app', 'seed', 'demo', 'land', name)

/** Loads the plots, roads and allocations of the demo county, by the same reader as an import. */
export async function loadLand(tx: Tx, offices: Offices, now: Date): Promise<number> {
  const context: RequestContext = { actor: SYSTEM_ACTOR, now, via: 'job' }
  const drafts = await demoPlots(offices)
  await insertPlots(tx, context, drafts, { name: '地块图（演示）', action: 'plot.import' })
  await loadRoads(tx)
  await allocate(tx, context)
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

/** Projects that have land stand on plots that are supplied; some that have passed hold one. */
async function allocate(tx: Tx, context: RequestContext): Promise<void> {
  const today = businessDay(context.now)
  const take = async (
    state: AllocationState,
    statuses: PlotStatus[],
    projects: { id: string; signedFrom: Date | null }[],
  ) => {
    const plots = await tx.plot.findMany({
      where: { status: { in: statuses }, allocations: { none: {} } },
      orderBy: { code: 'asc' },
      take: projects.length,
      select: { id: true },
    })
    for (const [at, plot] of plots.entries()) {
      const project = projects[at]
      if (!project) continue
      const on = state === 'held' ? today : project.signedFrom ? toDay(project.signedFrom) : today
      const step = { state, on, until: state === 'held' ? addDays(today, 5 + 4 * at) : null }
      await beginAllocation(tx, context, 'allocation.advance', { plotId: plot.id, projectId: project.id }, step)
    }
  }
  const select = { id: true, signedFrom: true } as const
  const withLand = await tx.project.findMany({
    where: { stage: { in: ['started', 'completed', 'producing', 'onTarget'] }, rents: false },
    orderBy: { signedFrom: 'desc' },
    take: EACH,
    select,
  })
  await take('delivered', ['underConstruction', 'inUse'], withLand)
  const supplied = await tx.project.findMany({
    where: { stage: 'landSupplied', rents: false },
    orderBy: { signedFrom: 'desc' },
    take: EACH,
    select,
  })
  await take('supplied', ['suppliedNotUsed'], supplied)
  const approved = await tx.project.findMany({
    where: { stage: { in: ['approved', 'signed'] }, status: 'active', rents: false },
    orderBy: { updatedAt: 'desc' },
    take: HELD,
    select,
  })
  await take('held', ['acquiredNotSupplied'], approved)
}
