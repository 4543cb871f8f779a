import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { can } from '~/auth/domain/can'
import { requireCall } from '~/auth/server/call'

/** The way in: projects, or the settings for administrators, who touch no business data. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireCall(args)
  return redirect(can(actor, 'project.read') ? '/projects' : '/settings')
}
