import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Blank } from './table'

export interface KeyValueItem {
  label: ReactNode
  value: ReactNode
  /** Takes the whole width. */
  wide?: boolean
  note?: ReactNode
}

/** Facts as pairs of name and value; `onPaper`: in three columns there, in one on a screen. */
export function KeyValue({ items, columns = 1 }: { items: readonly KeyValueItem[]; columns?: 1 | 2 | 3 | 'onPaper' }) {
  return (
    <dl
      className={clsx(
        'grid gap-x-6 gap-y-2 print:gap-y-1',
        columns === 'onPaper' && 'print:grid-cols-3 print:gap-x-3',
        columns === 2 && 'sm:grid-cols-2',
        columns === 3 && 'sm:grid-cols-2 lg:grid-cols-3',
      )}
    >
      {items.map((item, index) => (
        <div key={index} className={clsx('flex min-w-0 gap-3', item.wide && 'col-span-full')}>
          <dt className="w-[88px] flex-none print:w-[72px] text-grey-600">{item.label}</dt>
          <dd className="min-w-0 flex-1">
            {item.value === null || item.value === undefined || item.value === '' ? <Blank /> : item.value}
            {item.note && <span className="block text-xs text-grey-600">{item.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
