import { useEffect, useState } from 'react'
import type { Wall } from '../domain/wall'

const EVERY = 3 * 60_000
/** after a failure */
const AGAIN = 30_000
const PATIENCE = 30_000

/** Why the figures are old: no answer, an answer that is an error, log-in over, right taken away. */
export type RefreshTrouble = 'away' | 'failed' | 'signedOut' | 'refused'

type Answer = { wall: Wall } | { trouble: RefreshTrouble }

async function ask(url: string): Promise<Answer> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE)
  try {
    // Followed, the way to the log-in page would look like an answer.
    const answer = await fetch(url, { redirect: 'manual', signal: patience.signal })
    if (answer.ok) return { wall: (await answer.json()) as Wall }
    if (answer.type === 'opaqueredirect' || answer.status === 401) return { trouble: 'signedOut' }
    return { trouble: answer.status === 403 ? 'refused' : 'failed' }
  } catch {
    return { trouble: 'away' }
  } finally {
    clearTimeout(timer)
  }
}

/** Fresh figures every three minutes; the last good ones for as long as none come. */
export function useRefresh(first: Wall, url: string): { wall: Wall; trouble: RefreshTrouble | null } {
  const [state, setState] = useState<{ wall: Wall; trouble: RefreshTrouble | null }>({ wall: first, trouble: null })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let over = false
    async function refresh() {
      clearTimeout(timer)
      const answer = await ask(url)
      if (over) return
      setState(({ wall }) =>
        'wall' in answer ? { wall: answer.wall, trouble: null } : { wall, trouble: answer.trouble },
      )
      clearTimeout(timer)
      timer = setTimeout(refresh, 'wall' in answer ? EVERY : AGAIN)
    }
    timer = setTimeout(refresh, EVERY)
    window.addEventListener('online', refresh)
    window.addEventListener('offline', refresh)
    return () => {
      over = true
      clearTimeout(timer)
      window.removeEventListener('online', refresh)
      window.removeEventListener('offline', refresh)
    }
  }, [url])
  return state
}
