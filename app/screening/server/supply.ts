import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { DemandInput } from '~/land/domain/matching/demand'
import type { Match } from '~/land/domain/matching/match'
import { isFloors } from '~/land/domain/matching/offer'
import { plotMatches } from '~/land/server/matching/plot-matches'
import type { ScreeningInputs } from '../domain/inputs'
import { SUPPLIED_BY_CLASS, type EfficiencyClass } from '../domain/rules/rule-set'

/** What there is to supply to a project by its class (分类供地). */
export interface Supply {
  class: EfficiencyClass
  /** the best of what fits; null: how much it needs is not said */
  fits: Match[] | null
  /** all that fits, with the same amounts */
  to: string
}

/** So many stand beside a result; the page of matches shows the others. */
const SHOWN = 3

/** What fits a screened project of such a class; null where the actor sees no plots. */
export async function supplyFor(
  context: RequestContext,
  { projectId, class: grade, inputs }: { projectId: string; class: EfficiencyClass; inputs: ScreeningInputs },
): Promise<Supply | null> {
  if (!can(context.actor, 'plot.read')) return null
  const { landMu, floorAreaM2, fixedAssetInvestmentWan: investmentWan } = inputs
  const supplied = SUPPLIED_BY_CLASS[grade]
  const asked: Partial<DemandInput> =
    supplied === 'floors' ? { m2: floorAreaM2, investmentWan } : { mu: landMu, investmentWan }
  const given = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  const to = `/projects/${projectId}/plot-matches?${new URLSearchParams(given)}`
  if (supplied === null) return { class: grade, fits: [], to }
  const { demand, fits } = await plotMatches(context, projectId, asked)
  const isSaid = supplied === 'floors' ? demand?.m2 : demand?.mu
  const suited = fits.filter(({ offer }) => isFloors(offer) === (supplied === 'floors'))
  return { class: grade, fits: isSaid ? suited.slice(0, SHOWN) : null, to }
}
