import type { RequestContext } from '~/auth/domain/actor'
import { AppError } from '~/shared/errors'
import { onPlane } from '../../domain/descent/division'
import { figureOf } from '../../domain/figure'
import { mergePreview, plotToMerge } from './merge-plots'
import type { ParentPlot } from './parent-plots'

const listed = ({ id, code, name, version, areaMu, status }: ParentPlot) => ({
  id,
  code,
  name,
  version,
  areaMu: Number(areaMu),
  status,
})

/** The page of a merging: the plot with its neighbours, and what those that the address picks would make. */
export async function mergingPage(context: RequestContext, id: string | undefined, picked: readonly string[]) {
  const { plot, neighbours } = await plotToMerge(context, id)
  const { figure } = figureOf(onPlane([plot, ...neighbours].map(({ drawing }) => drawing)).shapes)
  return {
    plot: listed(plot),
    neighbours: neighbours.map(listed),
    figure,
    ...(picked.length > 0 ? await asked(context, plot, picked) : { preview: null, fault: null }),
  }
}

async function asked(context: RequestContext, plot: ParentPlot, picked: readonly string[]) {
  try {
    const { part, parents, code } = await mergePreview(context, plot, picked)
    const preview = {
      code,
      parents: parents.map(listed),
      mu: Math.round(part.mu * 100) / 100,
      figure: figureOf(onPlane([part.drawing]).shapes).figure,
    }
    return { preview, fault: null }
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'invalid' && error.code !== 'conflict')) throw error
    return { preview: null, fault: error.errors[0]?.message ?? error.userMessage }
  }
}
