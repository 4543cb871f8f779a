import { Link } from '@remix-run/react'
import { Send } from 'lucide-react'
import { LinkButton } from '~/ui/button'
import { Panel } from '~/ui/page'
import type { OpinionsOf, OpinionView } from '../../server/opinions/read-opinions'
import { ConditionList } from './condition-list'
import { ReviewFileLink } from '../review-file'
import { EstimatedMark, OpinionWord } from './looks'

/** What departments were asked about a screening, and what they said. */
export function OpinionsPanel({ screeningId, opinions, mayAsk }: OpinionsOf) {
  const answered = opinions.filter(({ state }) => state === 'answered').length
  const asked = opinions.filter(({ state }) => state !== 'recused').length
  return (
    <Panel
      title={asked > 0 ? `部门意见（已答复 ${answered}/${asked}）` : '部门意见'}
      flush
      id="opinions"
      actions={
        mayAsk && (
          <LinkButton to={`/screenings/${screeningId}/opinions/new`} icon={Send} size="small">
            征求意见
          </LinkButton>
        )
      }
    >
      {opinions.length === 0 && <p className="px-4 py-3 text-grey-600">还没有征求部门意见。</p>}
      <ul className="divide-y divide-grey-200">
        {opinions.map((opinion) => (
          <OpinionItem key={opinion.id} opinion={opinion} screeningId={screeningId} mayAsk={mayAsk} />
        ))}
      </ul>
    </Panel>
  )
}

function OpinionItem({ opinion, screeningId, mayAsk }: { opinion: OpinionView; screeningId: string; mayAsk: boolean }) {
  const { id, unit, state, answer, question, text, recusalReason, conditions, file } = opinion
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-2.5 sm:grid-cols-[minmax(0,220px)_minmax(0,1fr)]">
      <div className="min-w-0">
        <Link to={`/opinions/${id}`} className="font-medium">
          {unit.name}
        </Link>
        <span className="block">
          <OpinionWord state={state} answer={answer} />
        </span>
        <span className="block text-sm text-grey-600">
          <OpinionDays opinion={opinion} />
        </span>
      </div>
      <div className="min-w-0 space-y-1">
        <p className="text-sm text-grey-600">{question}</p>
        {text && <p className="whitespace-pre-line">{text}</p>}
        {recusalReason && (
          <p>
            回避：{recusalReason}
            {mayAsk && (
              <Link to={`/screenings/${screeningId}/opinions/new?insteadOf=${id}`} className="ml-2">
                另请单位
              </Link>
            )}
          </p>
        )}
        {file && <ReviewFileLink file={file} />}
        <ConditionList conditions={conditions} />
      </div>
    </li>
  )
}

/** Asked when, until when; or answered when and by whom. */
export function OpinionDays({ opinion }: { opinion: OpinionView }) {
  const { state, askedOn, due, estimated, answeredOn, answeredBy, late } = opinion
  if (state === 'recused') return <>{askedOn} 征求</>
  if (answeredOn) {
    return (
      <>
        {answeredOn} {answeredBy}
        {late && <span className="ml-1 text-warning">超过期限 {due}</span>}
      </>
    )
  }
  return (
    <>
      {askedOn} 征求，{due} 前答复 <EstimatedMark estimated={estimated} />
    </>
  )
}
