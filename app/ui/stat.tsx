import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { ReactNode } from 'react'

export interface StatProps {
  label: ReactNode
  value: ReactNode
  unit?: string
  /** A second line: share, change, as of when. */
  note?: ReactNode
  tone?: 'plain' | 'warning' | 'danger' | 'good'
  /** Every number leads to what it counts. */
  to?: string
}

const tones = { plain: 'text-ink', warning: 'text-warning', danger: 'text-danger', good: 'text-good' }

/** One figure that reads from the back of the room. */
export function Stat({ label, value, unit, note, tone = 'plain', to }: StatProps) {
  const body = (
    <>
      <span className="block text-sm text-grey-600">{label}</span>
      <span className={clsx('text-2xl font-semibold', tones[tone])}>{value}</span>
      {unit && <span className="ml-1 text-sm text-grey-600">{unit}</span>}
      {note && <span className="block text-sm text-grey-600">{note}</span>}
    </>
  )
  return (
    <li>
      {to ? (
        <Link to={to} className="block h-full px-4 py-3 hover:bg-accent-50 hover:no-underline">
          {body}
        </Link>
      ) : (
        <div className="px-4 py-3">{body}</div>
      )}
    </li>
  )
}

/** Figures side by side in one panel. */
export function Stats({ children }: { children: ReactNode }) {
  return (
    <ul className="panel mb-4 grid grid-cols-2 overflow-hidden sm:grid-cols-3 lg:flex lg:divide-x lg:divide-grey-200 lg:[&>*]:flex-1">
      {children}
    </ul>
  )
}
