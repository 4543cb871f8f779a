import { Form, useLocation, useSearchParams } from '@remix-run/react'
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

/** A list that can be searched: its address takes the words as `q`. */
export interface SearchTarget {
  label: string
  to: string
}

const PARAM = 'q'

/** The search of the top bar, of the first list unless another is chosen; `/` puts the cursor into it, Esc takes it out. */
export function SearchBox({ targets }: { targets: readonly SearchTarget[] }) {
  const [chosen, setChosen] = useState<string>()
  const target = targets.find(({ to }) => to === chosen) ?? targets[0]
  return (
    target && (
      <div className="flex min-w-0 flex-1 gap-2">
        {targets.length > 1 && (
          <select
            aria-label="查找范围"
            className="control !w-auto"
            value={target.to}
            onChange={(event) => setChosen(event.target.value)}
          >
            {targets.map(({ label, to }) => (
              <option key={to} value={to}>
                {label}
              </option>
            ))}
          </select>
        )}
        <Words action={target.to} label={target.label} />
      </div>
    )
  )
}

function Words({ action, label }: { action: string; label: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [params] = useSearchParams()
  const { pathname, key } = useLocation()
  const current = pathname === action ? (params.get(PARAM) ?? '') : ''

  // Another page, another word; but what is being typed is not taken away by a page that arrives.
  useEffect(() => {
    const box = input.current
    if (box && box !== document.activeElement) box.value = current
  }, [key, current])

  useEffect(() => {
    function focus(event: KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const { target } = event
      if (!(target instanceof HTMLElement)) return
      if (target.isContentEditable || target.closest('input:not([type=checkbox]):not([type=radio]),textarea,select'))
        return
      if (document.querySelector('[role=dialog],[role=alertdialog]')) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])

  return (
    <Form method="get" action={action} role="search" aria-label="全局" className="relative w-full max-w-[340px]">
      <Search
        aria-hidden
        className="pointer-events-none absolute left-2.5 top-2 h-4 w-4 text-grey-500"
        strokeWidth={1.75}
      />
      <input
        ref={input}
        type="search"
        name={PARAM}
        defaultValue={current}
        placeholder={label}
        aria-label={label}
        aria-keyshortcuts="/"
        autoComplete="off"
        className="control !bg-grey-50 pl-8 pr-8 focus:!bg-paper"
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute right-2 top-[7px] hidden h-[18px] w-[18px] items-center justify-center rounded-sm border border-grey-300 bg-paper font-mono text-xs text-grey-600 lg:flex"
      >
        /
      </kbd>
    </Form>
  )
}
