import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { sessionCookie, sessionToken } from '~/auth/server/cookie'
import { logIn } from '~/auth/server/log-in'
import { currentSession } from '~/auth/server/request-context'
import { secondsLeft, sessionEnd, type SessionEnd } from '~/auth/server/session'
import { formInput } from '~/platform/http/form-answer'
import { AppError } from '~/shared/errors'
import { textAt } from '~/ui/form-values'

/** When this browser's session ends. Asking does not put the end off; a POST does, or logs in again over the page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = sessionToken(request)
  return answer(token ? await sessionEnd(token, new Date()) : null)
}

export async function action(args: ActionFunctionArgs) {
  const values = await formInput(args.request)
  if (values.intent !== 'logIn') return answer((await currentSession(args))?.ends)
  const { requestId, address, secure } = args.context
  const now = new Date()
  try {
    const { token } = await logIn(
      { now, requestId, address, via: 'page' },
      {
        login: textAt(values, 'login'),
        password: textAt(values, 'password'),
        userAgent: args.request.headers.get('user-agent') ?? undefined,
      },
    )
    return answer(await sessionEnd(token, now), { 'set-cookie': sessionCookie(token, secure) })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return Response.json({ message: error.errors[0]?.message ?? error.userMessage }, { status: error.status })
  }
}

function answer(end: SessionEnd | null | undefined, headers?: HeadersInit) {
  if (!end) return Response.json({ message: '登录已过期' }, { status: 401 })
  return Response.json({ endsInSeconds: secondsLeft(end), extendable: end.extendable }, { headers })
}
