import { Link, useNavigate } from '@remix-run/react'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { buttonClass } from './button'

/**
 * A panel at the right edge to look without leaving. It belongs to an address (`?look=…`), so it is served with the page;
 * `closeTo` is the address without it, and Esc goes there.
 */
export function SidePanel({
  title,
  closeTo,
  actions,
  children,
}: {
  title: ReactNode
  closeTo: string
  actions?: ReactNode
  children: ReactNode
}) {
  const navigate = useNavigate()
  const panel = useRef<HTMLElement>(null)

  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    function close(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
      navigate(closeTo, { preventScrollReset: true })
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [closeTo, navigate])

  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={typeof title === 'string' ? title : '侧边面板'}
      className="fixed bottom-0 right-0 top-[var(--header)] z-30 flex w-full flex-col border-l border-grey-200 bg-paper shadow-lg outline-none animate-rise sm:w-[440px] print:hidden"
    >
      <header className="flex items-center justify-between gap-3 border-b border-grey-200 px-4 py-2">
        <h2 className="min-w-0 truncate text-md">{title}</h2>
        <div className="flex flex-none items-center gap-1">
          {actions}
          <Link
            to={closeTo}
            preventScrollReset
            aria-label="关闭"
            className={buttonClass('quiet', 'small', 'w-7 !px-0')}
          >
            <X aria-hidden className="h-4 w-4" />
          </Link>
        </div>
      </header>
      <div className="flex-1 overflow-y-auto px-4 py-3">{children}</div>
    </aside>
  )
}
