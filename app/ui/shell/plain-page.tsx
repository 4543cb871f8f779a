import type { ReactNode } from 'react'
import { Mark } from '../brand'

/** A page outside of the shell: one narrow box with the mark above (log in, change a password). */
export function PlainPage({
  brand,
  title,
  note,
  banner,
  children,
}: {
  brand: string
  title: ReactNode
  note?: ReactNode
  banner?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-h-screen flex-col">
      {banner && (
        <div
          role="region"
          aria-label="提示"
          className="border-b border-warning-line bg-warning-soft px-4 py-1 text-center text-sm text-warning"
        >
          {banner}
        </div>
      )}
      <main className="flex flex-1 flex-col items-center px-4 pb-16 pt-[11vh]">
        <div className="mb-6 flex items-center gap-3">
          <Mark className="h-9 w-9" />
          <span className="text-lg font-semibold">{brand}</span>
        </div>
        <div className="panel w-full max-w-[380px] px-6 py-6 shadow">
          <h1 className="text-lg">{title}</h1>
          {note && <p className="mt-1 text-sm text-grey-600">{note}</p>}
          <div className="mt-4">{children}</div>
        </div>
      </main>
    </div>
  )
}
