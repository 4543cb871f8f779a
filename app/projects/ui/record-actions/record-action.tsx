import { useFetcher, useLocation, type FetcherWithComponents } from '@remix-run/react'
import type { LucideIcon } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Button, LinkButton, type ButtonSize, type ButtonTone } from '~/ui/button'
import { Dialog } from '~/ui/dialog'
import { useHydrated } from '~/ui/use-hydrated'

export type RecordActionFetcher = FetcherWithComponents<unknown>

interface RecordActionProps {
  /** the page that does the same without a dialog */
  to: string
  label: ReactNode
  title: string
  icon?: LucideIcon
  tone?: ButtonTone
  size?: ButtonSize
  children: (fetcher: RecordActionFetcher) => ReactNode
}

/** Something to be done to the record: a dialog over it, or a page of its own where there is no JavaScript. */
export function RecordAction({ to, label, title, icon, tone, size, children }: RecordActionProps) {
  const hydrated = useHydrated()
  const [open, setOpen] = useMarkedInAddress(to)
  const looks = { icon, tone, size }
  if (!hydrated)
    return (
      <LinkButton to={to} {...looks}>
        {label}
      </LinkButton>
    )
  return (
    <Dialog title={title} open={open} onOpenChange={setOpen} trigger={<Button {...looks}>{label}</Button>}>
      <DialogBody>{children}</DialogBody>
    </Dialog>
  )
}

/** Whether a dialog is open, said by the address too: after a reload, a log-in and the back button it is open again. */
function useMarkedInAddress(name: string) {
  const [open, setOpen] = useState(false)
  const { key } = useLocation()
  const mark = `#${name.split('/').slice(3).join('/')}`
  useEffect(() => setOpen(location.hash === mark), [key, mark])
  const change = (next: boolean) => {
    setOpen(next)
    history.replaceState(history.state, '', next ? mark : location.pathname + location.search)
  }
  return [open, change] as const
}

function DialogBody({ children }: { children: RecordActionProps['children'] }) {
  return <>{children(useFetcher<unknown>())}</>
}

/** What every form of an action on the record takes: the answer to it, by a dialog's fetcher or by the page's action. */
export interface RecordActionFormProps {
  /** where it posts */
  action: string
  fetcher?: RecordActionFetcher
  reply?: unknown
  /** where 取消 leads on a page of its own */
  cancelTo: string
}
