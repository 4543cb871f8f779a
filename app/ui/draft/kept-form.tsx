import { Form, PrefetchPageLinks, useLocation, type FormProps } from '@remix-run/react'
import { History } from 'lucide-react'
import { createContext, forwardRef, useContext, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { businessTime } from '~/shared/day'
import { useHeld } from '../connection/held-requests'
import { TroubleNotice } from '../connection/trouble-notice'
import { useHydrated } from '../use-hydrated'
import { keepTyping, type Restored } from './keep-typing'
import { sendingForm } from './unsent'

/** Whose drafts are kept in this browser: the account's id. Without it nothing is kept. */
export const DraftOwner = createContext<string | undefined>(undefined)

export interface KeptFormProps extends FormProps {
  /** Called when an earlier draft came back, and with undefined when it is over. */
  onRestored?: (restored: Restored | undefined) => void
}

/**
 * The form element of everything that somebody types. What is typed outlives a reload, the back button and the session,
 * and leaving asks once (LeaveGuard). Sent without an answer, it says so and offers to send the same again.
 */
export const KeptForm = forwardRef<HTMLFormElement, KeptFormProps>(function KeptForm(
  { children, onSubmit, onRestored, ...rest },
  ref,
) {
  const owner = useContext(DraftOwner)
  const hydrated = useHydrated()
  const form = useRef<HTMLFormElement>(null)
  useImperativeHandle(ref, () => form.current!, [])
  const [once, setOnce] = useState('')
  const [restored, setRestored] = useState<Restored>()
  const keeping = useRef<ReturnType<typeof keepTyping>>()
  const tell = useRef(onRestored)
  useEffect(() => void (tell.current = onRestored))
  const waiting = useHeld().find((request) => once !== '' && request.once === once)
  const givingUp = useRef<() => void>()
  useEffect(() => void (givingUp.current = waiting?.giveUp), [waiting])

  useEffect(() => {
    // Boxes are drawn anew when a page comes alive: what is put in before that is gone.
    if (!owner || !hydrated || !form.current) return
    const kept = keepTyping(form.current, owner, {
      once: setOnce,
      restored: (next) => {
        setRestored(next)
        tell.current?.(next)
      },
    })
    keeping.current = kept
    return () => {
      kept.stop()
      givingUp.current?.()
    }
  }, [owner, hydrated])

  return (
    <Form
      {...rest}
      ref={form}
      onSubmit={(event) => {
        onSubmit?.(event)
        if (!event.defaultPrevented) sendingForm(event.currentTarget)
      }}
    >
      {once && <input type="hidden" name="once" value={once} />}
      {once && <PageOf action={rest.action} />}
      {restored && <RestoredLine {...restored} onGiveUp={() => keeping.current?.giveUp()} />}
      {waiting && (
        <div className="mb-4 w-full">
          <TroubleNotice request={waiting} />
        </div>
      )}
      {children}
    </Form>
  )
})

/** The code of the page that a form posts to: without a network Remix could not load it, and would reload this page. */
function PageOf({ action }: { action?: string }) {
  const { pathname } = useLocation()
  return action && action !== pathname ? <PrefetchPageLinks page={action} /> : null
}

function RestoredLine({ at, files, outdated, onGiveUp }: Restored & { onGiveUp: () => void }) {
  return (
    <div role="status" className="mb-4 flex items-start gap-2 rounded bg-grey-100 px-3 py-1.5 text-sm text-grey-700">
      <History aria-hidden className="mt-0.5 h-4 w-4 flex-none text-grey-500" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p>已恢复上次未保存的内容（{businessTime(new Date(at))}）</p>
        {files.length > 0 && <p>请重新选择：{files.join('、')}</p>}
        {outdated && <p>此后这里有过别的修改，请核对后再保存</p>}
      </div>
      <button type="button" onClick={onGiveUp} className="flex-none text-accent-600 hover:underline">
        放弃
      </button>
    </div>
  )
}
