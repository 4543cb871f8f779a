import { useEffect, useRef, useState } from 'react'
import { onAnswered, useHeld } from '~/ui/connection/held-requests'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/form'
import { removeDraftsOf, sweepDrafts } from '~/ui/draft/drafts'
import { keepDrafts, onTyping, useHasUnsent } from '~/ui/draft/unsent'
import { useToast } from '~/ui/toast'
import { askSession, extendSession, type Ends } from './session-requests'
import { LogInOver } from './log-in-over'

const WARN_SECONDS = 120
/** So often at most the server hears that somebody types. */
const EXTEND_EVERY_MS = 4 * 60_000

type State = 'lasting' | 'ending' | 'over'

interface SessionWatchProps {
  userId: string
  login: string
  ends: Ends
  logoutTo: string
}

/**
 * While somebody types, the session lives; two minutes before it ends the page says so, and what is sent after it ended
 * waits while the same person logs in over the page.
 */
export function SessionWatch({ userId, login, ends, logoutTo }: SessionWatchProps) {
  const [known, setKnown] = useState<Ends>(ends)
  const [state, setState] = useState<State>('lasting')
  const [loggingIn, setLoggingIn] = useState(false)
  const heldForLogIn = useHeld().filter(({ trouble }) => trouble === 'signedOut')
  const typed = useHasUnsent()
  const toast = useToast()

  useEffect(() => setKnown(ends), [ends])
  useEffect(() => {
    setState('lasting')
    const timers = [
      // Another tab may have put the end off meanwhile.
      setTimeout(() => void askSession().then((now) => now && settle(now)), msUntil(known, WARN_SECONDS)),
      setTimeout(() => void askSession().then((now) => now ?? setState('over')), msUntil(known, -1)),
    ]
    const settle = (now: Ends) => (now.endsInSeconds > WARN_SECONDS + 1 ? setKnown(now) : setState('ending'))
    return () => timers.forEach(clearTimeout)
  }, [known])

  const extended = useRef(Date.now())
  useEffect(() => {
    extended.current = Date.now()
  }, [known])
  useEffect(
    () =>
      onTyping(() => {
        const every = Math.min(EXTEND_EVERY_MS, (known.endsInSeconds * 1000) / 4)
        if (!known.extendable || Date.now() - extended.current < every) return
        extended.current = Date.now()
        void extendSession().then((now) => now && setKnown(now))
      }),
    [known],
  )

  useEffect(() => {
    sweepDrafts()
    return onAnswered(({ pathname, done }) => pathname === logoutTo && done && removeDraftsOf(userId))
  }, [userId, logoutTo])

  async function goOn() {
    const now = known.extendable ? await extendSession() : undefined
    if (now) setKnown(now)
    else setLoggingIn(true)
  }

  const asks = loggingIn || heldForLogIn.length > 0
  return (
    <>
      {state !== 'lasting' && !asks && (
        <div
          data-over
          className="pointer-events-auto fixed inset-x-4 bottom-4 z-[60] mx-auto max-w-[560px] rounded bg-paper shadow-lg animate-rise print:hidden"
        >
          <Notice tone="warning">
            <div className="flex flex-wrap items-center gap-2">
              <span className="mr-auto">
                {state === 'over' ? '登录已过期，内容还在本页' : '登录还有不到两分钟到期'}
              </span>
              <Button size="small" tone="primary" onClick={() => void goOn()}>
                {state === 'over' || !known.extendable ? '重新登录' : '继续'}
              </Button>
              {typed && (
                <Button
                  size="small"
                  onClick={() => {
                    keepDrafts()
                    toast({ tone: 'good', text: '草稿已存在这台电脑上，下次登录后打开本页即恢复' })
                  }}
                >
                  保存草稿
                </Button>
              )}
            </div>
          </Notice>
        </div>
      )}
      {asks && (
        <LogInOver
          login={login}
          onLoggedIn={(now) => {
            setKnown(now)
            setLoggingIn(false)
            for (const request of heldForLogIn) request.again()
          }}
          onClose={() => {
            setLoggingIn(false)
            for (const request of heldForLogIn) request.giveUp()
          }}
        />
      )}
    </>
  )
}

const msUntil = ({ endsInSeconds }: Ends, before: number) => Math.max(0, (endsInSeconds - before) * 1000)
