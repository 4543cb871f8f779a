import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { plotDrawer } from '~/land/server/map/plot-drawer'

/** A plot for the map's drawer, as JSON. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  return plotDrawer(context, args.params.id)
}
