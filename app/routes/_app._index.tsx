import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'

/** The way in: what waits for me today. */
export async function loader(args: LoaderFunctionArgs) {
  await requireContext(args, 'workbench.read')
  return redirect('/workbench')
}
