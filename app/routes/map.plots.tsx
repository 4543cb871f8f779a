import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { readPlotAddress } from '~/land/domain/plot-address'
import { mapPlots } from '~/land/server/map/map-plots'

/** The plots of the part of the map that is in sight, as JSON. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const { filter } = readPlotAddress(new URL(args.request.url).searchParams)
  return Response.json(await mapPlots(context, filter))
}
