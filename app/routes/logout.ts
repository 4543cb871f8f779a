import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs } from '@remix-run/node'
import { currentSession, optionalContext } from '~/auth/server/request-context'
import { sessionCookie } from '~/auth/server/cookie'
import { logOut } from '~/auth/server/log-out'

export async function action(args: ActionFunctionArgs) {
  const [context, session] = [await optionalContext(args), await currentSession(args)]
  if (context && session) await logOut(context, { sessionId: session.sessionId })
  return redirect('/login', { headers: { 'set-cookie': sessionCookie(null, args.context.secure) } })
}

/** Leaving is an act, not an address: a link or an image must not log anybody out. */
export function loader() {
  return redirect('/')
}
