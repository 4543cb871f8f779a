import { useLocation } from '@remix-run/react'
import { Menu, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Mark } from '../brand'
import { Navigation } from './navigation'
import type { NavItem } from './navigation'

/** The navigation of narrow screens: a details element that opens over the page. */
export function Drawer({ items, brand }: { items: readonly NavItem[]; brand: string }) {
  const details = useRef<HTMLDetailsElement>(null)
  const { key } = useLocation()
  useEffect(() => details.current?.removeAttribute('open'), [key])
  useEffect(() => {
    function close(event: KeyboardEvent) {
      if (event.key !== 'Escape' || !details.current?.open) return
      details.current.open = false
      details.current.querySelector('summary')?.focus()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [])

  return (
    <details ref={details} className="group lg:hidden">
      <summary
        aria-label="导航"
        className="flex h-9 w-9 list-none items-center justify-center rounded hover:bg-grey-100"
      >
        <Menu aria-hidden className="h-5 w-5 group-open:hidden" strokeWidth={1.75} />
        <X aria-hidden className="hidden h-5 w-5 group-open:block" strokeWidth={1.75} />
      </summary>
      <div className="fixed inset-x-0 bottom-0 top-[var(--header)] z-40 flex">
        <nav
          aria-label="导航"
          className="h-full w-[240px] overflow-y-auto border-r border-grey-200 bg-paper p-3 shadow-lg"
        >
          <p className="mb-2 flex items-center gap-2 px-2 py-1 font-semibold">
            <Mark className="h-5 w-5" />
            {brand}
          </p>
          <Navigation items={items} />
        </nav>
        <button
          type="button"
          aria-label="关闭导航"
          className="flex-1 bg-grey-900/30"
          onClick={() => details.current?.removeAttribute('open')}
        />
      </div>
    </details>
  )
}
