import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { Inbox } from 'lucide-react'
import type { ReactNode } from 'react'

/** Nothing here, and what to do next. */
export function EmptyState({
  icon: Icon = Inbox,
  title,
  children,
  actions,
  compact,
}: {
  icon?: LucideIcon
  title: ReactNode
  /** What to do next, in a sentence. */
  children?: ReactNode
  actions?: ReactNode
  compact?: boolean
}) {
  return (
    <div className={clsx('flex flex-col items-center px-4 text-center', compact ? 'py-6' : 'py-14')}>
      <Icon aria-hidden className="h-8 w-8 text-grey-400" strokeWidth={1.25} />
      <p className="mt-3 font-medium">{title}</p>
      {children && <div className="mt-1 max-w-[480px] text-sm text-grey-600">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
