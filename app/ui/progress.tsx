import clsx from 'clsx'
import type { ReactNode } from 'react'

/** How far a long work is; without `value` it says only that it runs. */
export function Progress({
  label,
  value,
  max = 100,
  note,
}: {
  label: string
  value?: number | null
  max?: number
  note?: ReactNode
}) {
  const known = typeof value === 'number'
  const share = known && max > 0 ? Math.min(100, Math.round((value / max) * 100)) : 0
  return (
    <div>
      <div className="mb-1 flex items-baseline justify-between gap-3 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-grey-600">{note ?? (known ? `${share}%` : '进行中')}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={known ? share : undefined}
        className="keeps-colour h-2 overflow-hidden rounded-full bg-grey-200"
      >
        <div
          className={clsx(
            'keeps-colour h-full rounded-full bg-accent-600',
            known ? 'transition-[width]' : 'w-1/3 animate-sweep',
          )}
          style={known ? { width: `${share}%` } : undefined}
        />
      </div>
    </div>
  )
}
