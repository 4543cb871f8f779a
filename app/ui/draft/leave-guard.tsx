import { useBlocker } from '@remix-run/react'
import { AlertDialog } from 'radix-ui'
import { useEffect } from 'react'
import { Button } from '../button'
import { hasUnsent, mayLeave, useQuestion } from './unsent'

/** Asks once before a link, the back button or the end of the page takes away what was typed. */
export function LeaveGuard() {
  const blocker = useBlocker(
    ({ currentLocation: here, nextLocation: there }) =>
      (here.pathname !== there.pathname || here.search !== there.search) && hasUnsent(),
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    void mayLeave().then((leave) => (leave ? blocker.proceed() : blocker.reset()))
  }, [blocker])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!hasUnsent()) return
      event.preventDefault()
      event.returnValue = ''
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  return <Question />
}

function Question() {
  const question = useQuestion()
  return (
    <AlertDialog.Root open={question !== null} onOpenChange={(open) => !open && question?.answer(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-grey-900/40" />
        <AlertDialog.Content className="fixed inset-x-4 top-[18vh] z-50 mx-auto max-w-[420px] rounded-xl bg-paper p-5 shadow-lg animate-rise">
          <AlertDialog.Title className="text-md font-semibold">放弃已填写的内容？</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-grey-700">
            还没有保存。放弃后，填写的内容不再保留。
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button tone="primary">继续填写</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button tone="danger" onClick={() => question?.answer(true)}>
                放弃
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
