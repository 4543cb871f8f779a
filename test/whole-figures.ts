import type { RequestContext } from '~/auth/domain/actor'
import type { FiguresInput } from '~/pipeline/domain/scope'
import { sizes } from '~/pipeline/server/single-figures'
import { pace } from '~/pipeline/server/pace'
import { pipelineFigures } from '~/pipeline/server/pipeline-figures'
import type { BreakdownRow, SizeRow } from '~/pipeline/domain/figures'

/** What the pages of the pipeline say to one question, together. */
export async function wholeFigures(context: RequestContext, input: FiguresInput) {
  const { by: _by, groupBy: _groupBy, compareAsOf: _compareAsOf, ...question } = input
  const [page, { stays, flow }, bands, units] = await Promise.all([
    pipelineFigures(context, input),
    pace(context, input),
    sizes(context, { ...question, by: 'size' }),
    sizes(context, { ...question, by: 'unit' }),
  ])
  return { ...page, stays, flow, sizes: bands.rows as SizeRow[], units: units.rows as BreakdownRow[] }
}
