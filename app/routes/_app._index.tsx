import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireCall } from '~/auth/server/call'

/** The way in: what waits for me today. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCall(args, 'workbench.read')
  return redirect('/workbench')
}
