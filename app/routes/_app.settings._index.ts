import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { brought, linksFor } from '~/rooms'

/** The first of the settings that the role may see. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContext(args, 'settings.read')
  return redirect(linksFor(actor, brought('settings').flat())[0]?.to ?? '/')
}
