/** When the session ends, as routes/session says it. */
export interface Ends {
  endsInSeconds: number
  /** false when only a new log-in goes on */
  extendable: boolean
}

/** Undefined when the session is over, or nothing answers. */
export const askSession = () => endsOf(fetch('/session'))

export const extendSession = () => endsOf(post({ intent: 'extend' }))

/** The new session's end, or what is said to whoever could not log in. */
export async function logInOver(login: string, password: string): Promise<Ends | string> {
  try {
    const answer = await post({ intent: 'logIn', login, password })
    const said: unknown = await answer.json()
    if (isEnds(said)) return said
    if (typeof said === 'object' && said !== null && 'message' in said) return String(said.message)
  } catch {
    // No answer at all, or none of ours.
  }
  return '网络连接不上，请稍后再试'
}

const post = (fields: Record<string, string>) =>
  fetch('/session', { method: 'POST', body: new URLSearchParams(fields) })

async function endsOf(asked: Promise<Response>): Promise<Ends | undefined> {
  const said: unknown = await asked.then((answer) => answer.json()).catch(() => undefined)
  return isEnds(said) ? said : undefined
}

function isEnds(said: unknown): said is Ends {
  return typeof said === 'object' && said !== null && 'endsInSeconds' in said
}
