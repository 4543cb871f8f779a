import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from './badge'

export interface TimelineItem {
  key: string
  when: ReactNode
  title: ReactNode
  /** Who, recorded when. */
  meta?: ReactNode
  body?: ReactNode
  icon?: LucideIcon
  tone?: Tone
  /** Replaced by a later one: struck through, still readable. */
  superseded?: boolean
  actions?: ReactNode
}

const tones: Record<Tone, string> = {
  neutral: 'border-grey-400 text-grey-600',
  accent: 'border-accent-600 text-accent-600',
  info: 'border-info text-info',
  good: 'border-good text-good',
  warning: 'border-warning text-warning',
  danger: 'border-danger text-danger',
}

/** What happened, newest first or as given; on paper the first `onPaper`. */
export function Timeline({ items, onPaper = items.length }: { items: readonly TimelineItem[]; onPaper?: number }) {
  return (
    <ol>
      {items.map((item, index) => {
        const Icon = item.icon
        return (
          <li
            key={item.key}
            className={clsx(
              'group relative flex gap-3 pb-4 last:pb-0 print:break-inside-avoid print:pb-1.5',
              index >= onPaper && 'print:hidden',
            )}
          >
            {index < items.length - 1 && (
              <span aria-hidden className="absolute bottom-0 left-[9px] top-5 w-px bg-grey-200" />
            )}
            <span
              aria-hidden
              className={clsx(
                'z-[1] mt-px flex h-5 w-5 flex-none items-center justify-center rounded-full border bg-paper',
                tones[item.tone ?? 'neutral'],
              )}
            >
              {Icon ? (
                <Icon className="h-3 w-3" strokeWidth={2} />
              ) : (
                <span className="h-1.5 w-1.5 rounded-full bg-current" />
              )}
            </span>
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
                <span className={clsx('font-medium', item.superseded && 'text-grey-600 line-through')}>
                  {item.title}
                </span>
                <span className="text-sm text-grey-700">{item.when}</span>
              </div>
              {item.body && <div className="mt-0.5 text-grey-700">{item.body}</div>}
              {item.meta && <div className="mt-0.5 text-xs text-grey-600">{item.meta}</div>}
              {item.actions && <div className="mt-1 flex flex-wrap gap-2 print:hidden">{item.actions}</div>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
