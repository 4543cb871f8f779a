import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { mapOfDrafts } from '~/importing/plots/server/map-of-drafts'

/** The drawings of an import, as JSON. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'import.read')
  return Response.json(await mapOfDrafts(context, args.params.id))
}
