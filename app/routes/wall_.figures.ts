import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireCall } from '~/auth/server/call'
import { askedOfBriefing } from '~/pipeline/server/briefing'
import { wall } from '~/pipeline/server/wall'

/** The figures alone: a wall asks for them again and again, and keeps what it has when no answer comes. */
export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'figure.read')
  return Response.json(await wall(call, askedOfBriefing(args.request)), { headers: { 'cache-control': 'no-store' } })
}
