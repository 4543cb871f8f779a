import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireCall } from '~/auth/server/call'
import { brought, linksFor } from '~/rooms'

/** The first of the settings that the role may see. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireCall(args, 'settings.read')
  return redirect(linksFor(actor, brought('settings').flat())[0]?.to ?? '/')
}
