import clsx from 'clsx'
import { Check, Minus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

export interface Step {
  key: string
  label: ReactNode
  state: 'done' | 'current' | 'todo' | 'skipped'
  /** Under the label: a day, a duration. */
  note?: ReactNode
  /** Below the note: badges. */
  marks?: ReactNode
}

const stateWord = { done: '已完成', current: '当前', todo: '未到', skipped: '不需要' }

/** Where something stands on a fixed path. On narrow screens it scrolls sideways and keeps its order. */
export function Steps({ label, items }: { label: string; items: readonly Step[] }) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const path = list.current
    if (!path) return
    const current = path.querySelector<HTMLElement>('[aria-current]')
    if (current) path.scrollLeft = current.offsetLeft - (path.clientWidth - current.offsetWidth) / 2
    // Only what scrolls needs the keyboard.
    const watcher = new ResizeObserver(() => {
      if (path.scrollWidth > path.clientWidth) path.tabIndex = 0
      else path.removeAttribute('tabindex')
    })
    watcher.observe(path)
    return () => watcher.disconnect()
  }, [])

  return (
    <ol ref={list} aria-label={label} className="relative flex overflow-x-auto pb-1 pt-1">
      {items.map((item, index) => {
        const reached = item.state === 'done' || item.state === 'current'
        return (
          <li
            key={item.key}
            aria-current={item.state === 'current' ? 'step' : undefined}
            className="relative min-w-[76px] flex-1 px-1 print:min-w-0 text-center"
          >
            {index > 0 && (
              <span
                aria-hidden
                className={clsx(
                  'keeps-colour absolute right-1/2 top-[10px] h-0.5 w-full',
                  reached || item.state === 'skipped' ? 'bg-accent-600' : 'bg-grey-200',
                )}
              />
            )}
            <span
              aria-hidden
              className={clsx(
                'keeps-colour relative z-[1] mx-auto flex h-[22px] w-[22px] items-center justify-center rounded-full border-2 text-xs font-semibold',
                item.state === 'done' && 'border-accent-600 bg-accent-600 text-white',
                item.state === 'current' && 'border-accent-600 bg-paper text-accent-700 ring-4 ring-accent-100',
                item.state === 'todo' && 'border-grey-300 bg-paper text-grey-500',
                item.state === 'skipped' && 'border-grey-300 bg-grey-100 text-grey-500',
              )}
            >
              {item.state === 'done' ? (
                <Check className="h-3 w-3" strokeWidth={3} />
              ) : item.state === 'skipped' ? (
                <Minus className="h-3 w-3" />
              ) : (
                index + 1
              )}
            </span>
            <span
              className={clsx(
                'mt-1.5 block text-sm',
                item.state === 'current' ? 'font-semibold text-accent-700' : reached ? 'text-ink' : 'text-grey-600',
              )}
            >
              {item.label}
              <span className="sr-only">（{stateWord[item.state]}）</span>
            </span>
            {item.note && <span className="block text-xs text-grey-600">{item.note}</span>}
            {item.marks && <span className="mt-1 flex flex-wrap justify-center gap-1">{item.marks}</span>}
          </li>
        )
      })}
    </ol>
  )
}
