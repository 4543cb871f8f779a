import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { systemNames } from '~/settings/server/names'
import { businessDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { BROCHURE_PLOTS, type BrochurePlot } from '../domain/brochure'
import { plotsJudged } from './plot-matches'
import { readPlots } from './plots'

/** What an address asks of a brochure: plots (adjoining ones joined by a comma), and the project that it is for. */
export function askedBrochure(search: URLSearchParams): { plotIds: string[]; projectId: string | null } {
  const ids = search.getAll('plots').flatMap((value) => value.split(','))
  return { plotIds: [...new Set(ids.filter(isId))], projectId: search.get('project') || null }
}

/** 选址推介书: up to five plots side by side, for a project where one is named. @throws forbidden, notFound */
export async function brochure(context: RequestContext, { plotIds, projectId }: ReturnType<typeof askedBrochure>) {
  const ids = plotIds.slice(0, BROCHURE_PLOTS)
  const [listed, stored, matched, { countyName: county }] = await Promise.all([
    readPlots(context, ids),
    database().plot.findMany({
      where: { id: { in: ids } },
      select: {
        id: true,
        minFar: true,
        minDensity: true,
        maxGreen: true,
        startPriceWan: true,
        geometry: true,
        park: { select: { chains: true, minIntensityWanPerMu: true } },
      },
    }),
    projectId === null ? null : plotsJudged(context, projectId, ids),
    systemNames(),
  ])
  if (ids.length > 0 && listed.length === 0) throw notFound('这些地块')
  const facts = new Map(stored.map((plot) => [plot.id, plot]))
  const number = (value: { toString(): string } | null | undefined) => (value ? Number(value) : null)
  const plots = listed.map((plot): BrochurePlot => {
    const own = facts.get(plot.id)
    return {
      ...plot,
      chains: own?.park?.chains ?? [],
      minIntensityWanPerMu: number(own?.park?.minIntensityWanPerMu),
      minFar: number(own?.minFar),
      minDensity: number(own?.minDensity),
      maxGreen: number(own?.maxGreen),
      startPriceWan: number(own?.startPriceWan),
      geometry: own?.geometry ?? null,
      match: matched?.fits.get(plot.id) ?? null,
      shortfalls: matched?.shortfalls.get(plot.id) ?? [],
    }
  })
  return {
    plots,
    project: matched?.project ?? null,
    leftOut: plotIds.length - ids.length,
    county,
    today: businessDay(context.now),
    person: context.actor.name,
  }
}

export type Brochure = Awaited<ReturnType<typeof brochure>>
