import type { RequestContext } from '~/auth/domain/actor'
import { landUseName } from '../../domain/land-uses'
import type { DrawerPlot } from '../../domain/map/map'
import { plotRecord } from '../plot-record'

/** The latest of a long history; the rest stands on the plot's page. */
const MOST = 6

/** What the map's drawer shows of a plot. @throws notFound */
export async function plotDrawer(context: RequestContext, id: string | undefined): Promise<DrawerPlot> {
  const { history, ground, ...plot } = await plotRecord(context, id)
  return {
    id: plot.id,
    code: plot.code,
    name: plot.name,
    status: plot.status,
    areaMu: plot.areaMu,
    areaKind: plot.areaKind,
    computedMu: plot.computedMu,
    park: plot.park?.name ?? null,
    landUse: plot.landUseCode && landUseName(plot.landUseCode),
    minFar: plot.minFar,
    minDensity: plot.minDensity,
    maxGreen: plot.maxGreen,
    startPriceWan: plot.startPriceWan,
    retiredOn: plot.retiredOn,
    holder: plot.holder,
    candidates: plot.candidates,
    geometry: plot.geometry,
    box: plot.box,
    mayChange: ground.mayChange,
    statuses: history.statuses
      .filter(({ standing }) => standing)
      .slice(0, MOST)
      .map(({ id: changeId, status, from, document }) => ({ id: changeId, status, from, document })),
    parents: history.parents.map(({ id: parentId, code }) => ({ id: parentId, code })),
    children: history.children.map(({ id: childId, code }) => ({ id: childId, code })),
  }
}
