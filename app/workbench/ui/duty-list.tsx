import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { DutyItem, DutyPanels } from '~/shared/duty'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'

interface DutyListProps {
  panel: DutyPanels['list']
  /** all of them */
  to: string
  /** what they are counted in */
  unit: string
}

/** What waits, item by item, the most urgent first. */
export function DutyList({ panel: { title, items, total = 0, inline, empty }, to, unit }: DutyListProps) {
  if (items.length === 0 && !empty) return null
  return (
    <Panel
      title={title}
      actions={
        total > items.length && (
          <Link to={to} className="text-sm">
            全部 {total} {unit}
          </Link>
        )
      }
    >
      {items.length === 0 && <EmptyState compact title={empty} />}
      <ul className={inline ? 'flex flex-wrap gap-x-4 gap-y-1' : 'space-y-2'}>
        {items.map((item) => (
          <li key={item.key}>
            <Item item={item} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Item({ item: { label, to, note, urgent, text } }: { item: DutyItem }) {
  return (
    <>
      <div className="flex items-baseline justify-between gap-3">
        <Link to={to} className={clsx('min-w-0 truncate', text && 'font-medium')}>
          {label}
        </Link>
        {note && <span className={clsx('flex-none text-sm', urgent ? 'text-danger' : 'text-grey-700')}>{note}</span>}
      </div>
      {text && <p className="mt-0.5 text-sm text-grey-700">{text}</p>}
    </>
  )
}
