import { useEffect, useRef } from 'react'
import { Button } from '../button'
import { Notice } from '../form'
import { useHeld, type HeldRequest, type RequestTrouble } from './held-requests'

const WORDS: Record<Exclude<RequestTrouble, 'signedOut'>, string> = {
  offline: '网络连接不上，内容还在本页',
  unreachable: '网络连接不上，或系统正在重启；内容还在本页',
  restarting: '系统正在重启，请稍候；内容还在本页',
  back: '已恢复连接，可以重试；内容还在本页',
}

/** Says why nothing comes back, and sends the same again. */
export function TroubleNotice({ request }: { request: HeldRequest }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  if (request.trouble === 'signedOut') return null
  const { trouble, once, again, giveUp } = request
  return (
    <Notice tone={trouble === 'back' ? 'info' : 'warning'}>
      <div className="flex flex-wrap items-center gap-2">
        <span className="mr-auto">{WORDS[trouble]}</span>
        <Button ref={button} size="small" tone="primary" onClick={again}>
          重试
        </Button>
        {once && (
          <Button size="small" onClick={giveUp}>
            继续填写
          </Button>
        )}
      </div>
    </Notice>
  )
}

/** The same for what a link asked for; a form says it where it is (KeptForm). */
export function TroubleBar() {
  const request = useHeld().find(({ once, trouble }) => !once && trouble !== 'signedOut')
  if (!request) return null
  return (
    <div
      data-over
      className="pointer-events-auto fixed inset-x-4 top-[calc(var(--header)+8px)] z-[60] mx-auto max-w-[560px] rounded bg-paper shadow-lg animate-rise print:hidden"
    >
      <TroubleNotice request={request} />
    </div>
  )
}
