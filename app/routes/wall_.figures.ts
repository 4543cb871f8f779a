import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { askedOfBriefing } from '~/pipeline/server/briefing'
import { wall } from '~/pipeline/server/wall'

/** The figures alone: a wall asks for them again and again, and keeps what it has when no answer comes. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'figure.read')
  return Response.json(await wall(context, askedOfBriefing(args.request)), { headers: { 'cache-control': 'no-store' } })
}
