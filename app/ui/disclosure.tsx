import { useLocation } from '@remix-run/react'
import clsx from 'clsx'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

/** A native details as a drop-down: works without JavaScript; with it, Esc, a click outside and a new page close it. */
export function Disclosure({
  label,
  name,
  summaryClass,
  align = 'left',
  across,
  className,
  children,
}: {
  label: ReactNode
  /** Name for screen readers where the label is an icon. */
  name?: string
  summaryClass?: string
  align?: 'left' | 'right'
  /** On a phone it is as wide as the page, wherever its label stands. */
  across?: boolean
  className?: string
  children: ReactNode
}) {
  const ref = useRef<HTMLDetailsElement>(null)
  const { key } = useLocation()

  useEffect(() => ref.current?.removeAttribute('open'), [key])
  useEffect(() => {
    function close(event: Event) {
      const details = ref.current
      if (!details?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        details.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && details.contains(event.target)) return
      details.open = false
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [])

  return (
    <details ref={ref} className={clsx('relative print:hidden', across && 'max-sm:static', className)}>
      <summary aria-label={name} className={clsx('list-none', summaryClass)}>
        {label}
      </summary>
      <div
        className={clsx(
          'absolute top-full z-40 mt-1 min-w-[160px] rounded-lg border border-grey-200 bg-paper shadow-lg animate-rise',
          align === 'right' ? 'right-0' : 'left-0',
          across && 'max-sm:left-4 max-sm:right-4 max-sm:top-auto',
        )}
      >
        {children}
      </div>
    </details>
  )
}
