import { Link } from '@remix-run/react'
import type { ConditionView } from '../../server/opinions/conditions'
import { ReviewFileLink } from '../review-file'
import { ConditionWord } from './looks'

/** Conditions with who fulfils them until when, each leading to its page. */
export function ConditionList({ conditions }: { conditions: readonly ConditionView[] }) {
  if (conditions.length === 0) return null
  return (
    <ul className="space-y-1.5 border-l-2 border-grey-200 pl-3">
      {conditions.map(({ id, text, state, unit, dueOn, closedOn, closedNote, file }) => (
        <li key={id} className="text-sm">
          <span className="flex flex-wrap items-baseline gap-x-3">
            <Link to={`/conditions/${id}`}>{text}</Link>
            <ConditionWord state={state} />
          </span>
          <span className="block text-grey-600">
            {closedOn ? `${closedOn} 销号：${closedNote ?? ''}` : `${unit.name}落实${dueOn ? `，${dueOn} 前` : ''}`}
          </span>
          {file && <ReviewFileLink file={file} />}
        </li>
      ))}
    </ul>
  )
}
