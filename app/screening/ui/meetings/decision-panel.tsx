import { Link } from '@remix-run/react'
import { Panel } from '~/ui/page'
import type { DecisionsOf } from '../../server/meetings/read-meetings'
import { ConditionList } from '../opinions/condition-list'
import { ReviewFileLink } from '../review-file'
import { DecisionWord } from './looks'

/** What meetings decided about the project of a screening. */
export function DecisionPanel({ concluded, decisions }: DecisionsOf) {
  return (
    <Panel title="会议决定" flush id="decision">
      {decisions.length === 0 && (
        <p className="px-4 py-3 text-grey-600">
          {concluded ? '还没有列入会议议程。' : '出具结论后，可列入招委会或园区会审的议程。'}
        </p>
      )}
      <ul className="divide-y divide-grey-200">
        {decisions.map(({ id, meeting, decision, note, file, conditions }) => (
          <li key={id} className="space-y-1 px-4 py-2.5">
            <p className="flex flex-wrap items-baseline gap-x-4">
              <span className="font-medium">
                {meeting.readable ? <Link to={`/meetings/${meeting.id}`}>{meeting.name}</Link> : meeting.name}
              </span>
              <DecisionWord decision={decision} />
              <span className="text-sm text-grey-600">{meeting.heldOn}</span>
            </p>
            {note && <p className="whitespace-pre-line">{note}</p>}
            {file && <ReviewFileLink file={file} />}
            <ConditionList conditions={conditions} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
