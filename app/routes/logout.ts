import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs } from '@remix-run/node'
import { currentSession, optionalCall } from '~/auth/server/call'
import { sessionCookie } from '~/auth/server/cookie'
import { logOut } from '~/auth/server/log-out'

export async function action(args: ActionFunctionArgs) {
  const [call, session] = [await optionalCall(args), await currentSession(args)]
  if (call && session) await logOut(call, { sessionId: session.sessionId })
  return redirect('/login', { headers: { 'set-cookie': sessionCookie(null, args.context.secure) } })
}

/** Leaving is a deed, not an address: a link or an image must not log anybody out. */
export function loader() {
  return redirect('/')
}
