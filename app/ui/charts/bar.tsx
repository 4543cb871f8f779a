import clsx from 'clsx'

const width = (share: number) => `${Math.min(100, Math.max(0, share * 100)).toFixed(2)}%`

/** A share as a bar; `part` of it darker. Said in numbers beside it. */
export function Bar({ share, part, className }: { share: number; part?: number; className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx('keeps-colour relative block h-3.5 overflow-hidden rounded-sm bg-grey-100', className)}
    >
      <span className="absolute inset-y-0 left-0 bg-accent-300" style={{ width: width(share) }} />
      {part !== undefined && (
        <span className="absolute inset-y-0 left-0 bg-accent-600" style={{ width: width(part) }} />
      )}
    </span>
  )
}

/** What light and dark mean. */
export function BarKey({ light, dark }: { light: string; dark: string }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 text-xs text-grey-600">
      <span className="inline-flex items-center gap-1">
        <i aria-hidden className="keeps-colour h-2.5 w-4 rounded-sm bg-accent-300" />
        {light}
      </span>
      <span className="inline-flex items-center gap-1">
        <i aria-hidden className="keeps-colour h-2.5 w-4 rounded-sm bg-accent-600" />
        {dark}
      </span>
    </span>
  )
}
