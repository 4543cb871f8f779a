import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { can } from '~/auth/domain/can'
import { requireCall } from '~/auth/server/call'
import { SETTINGS } from '~/auth/ui/settings'

/** The first of the settings that the role may see. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireCall(args, 'settings.read')
  return redirect(SETTINGS.find(({ action }) => can(actor, action))?.to ?? '/')
}
