import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { ArrowUp } from 'lucide-react'
import { formatNumber } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { Button, LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { KeptForm } from '~/ui/draft/kept-form'
import { OPINION_ANSWER_NAMES } from '../../domain/opinions/opinion'
import type { AgendaItem, MeetingRecord } from '../../server/meetings/read-meetings'
import { FilingMark, RelocationBadge } from '../filing/marks'
import { VerdictDot } from '../evaluation-view'
import { ConditionList } from '../opinions/condition-list'
import { ReviewFileLink } from '../review-file'
import { DecisionWord } from './looks'

/** Amount, and land or that it rents. */
export const sizeWords = ({ investmentWan, landMu, rents }: AgendaItem['project']) =>
  [
    investmentWan === null ? '总投资未填' : `总投资 ${formatNumber(investmentWan)} 万元`,
    rents ? '租用厂房' : landMu === null ? null : `用地 ${formatNumber(landMu)} 亩`,
  ]
    .filter(Boolean)
    .join('，')

/** What departments said, in a line. */
export function OpinionsWords({ opinions }: { opinions: AgendaItem['opinions'] }) {
  const { asked, waiting, answers, openConditions } = opinions
  if (asked === 0) return <>没有征求部门意见</>
  return (
    <>
      {answers.map(([answer, units]) => `${OPINION_ANSWER_NAMES[answer]}：${units.join('、')}`).join('；')}
      {waiting.length > 0 && `${answers.length > 0 ? '；' : ''}未答复：${waiting.join('、')}`}
      {openConditions > 0 && `；条件未销号 ${openConditions} 项`}
    </>
  )
}

/** The projects of a meeting in their order, with what was decided. */
export function Agenda({ meeting }: { meeting: MeetingRecord }) {
  const { id, items, mayManage, held } = meeting
  if (items.length === 0) return <p className="px-4 py-3 text-grey-600">议程上还没有项目。</p>
  return (
    <ol className="divide-y divide-grey-200">
      {items.map((item, at) => (
        <li key={item.id} className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,280px)]">
          <div className="min-w-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="num text-grey-600">{at + 1}</span>
              <Link to={`/screenings/${item.screeningId}`} className="font-medium">
                {item.project.name}
              </Link>
              <VerdictDot verdict={item.verdict} />
              {item.score !== null && <span className="text-sm">{formatNumber(item.score)} 分</span>}
              {item.class && <span className="text-sm">{item.class} 类</span>}
            </p>
            <p className="text-sm text-grey-700">
              {[item.project.investor, sizeWords(item.project), item.project.park].filter(Boolean).join('；')}
            </p>
            <p className="text-sm text-grey-600">
              <OpinionsWords opinions={item.opinions} />
            </p>
            <AgendaMarks item={item} />
          </div>
          <div className="min-w-0 space-y-1">
            <DecisionWord decision={item.decision} />
            {item.note && <p className="whitespace-pre-line text-sm">{item.note}</p>}
            {item.file && <ReviewFileLink file={item.file} />}
            <ConditionList conditions={item.conditions} />
            {mayManage && (
              <div
                className={clsx(
                  'flex flex-wrap items-center gap-1 print:hidden',
                  // Quiet buttons stand in line with the words above them.
                  !held && !item.decision && '-ml-2',
                )}
              >
                {(held || item.decision) && (
                  <LinkButton to={`/meetings/${id}/items/${item.id}`} size="small">
                    {item.decision ? '撤回决定' : '登记决定'}
                  </LinkButton>
                )}
                {!item.decision && (
                  <>
                    {at > 0 && <MoveUp itemId={item.id} name={item.project.name} />}
                    <ConfirmDialog
                      label="移出"
                      size="small"
                      tone="quiet"
                      title={`把“${item.project.name}”移出议程？`}
                      confirmLabel="移出"
                      fields={{ intent: 'remove', item: item.id }}
                    />
                  </>
                )}
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

function MoveUp({ itemId, name }: { itemId: string; name: string }) {
  return (
    <KeptForm method="post">
      <input type="hidden" name="intent" value="up" />
      <input type="hidden" name="item" value={itemId} />
      <Button type="submit" size="small" tone="quiet" icon={ArrowUp} aria-label={`把“${name}”上移`}>
        上移
      </Button>
    </KeptForm>
  )
}

/** What the committee should know of a project at first sight. */
function AgendaMarks({ item: { promises, relocation, filing } }: { item: AgendaItem }) {
  return (
    <span className="mt-0.5 flex flex-wrap gap-1">
      {promises.length > 0 && <Badge tone="warning">承诺改动 {promises.length} 次</Badge>}
      {relocation && <RelocationBadge reason={relocation.reason} />}
      <FilingMark state={filing} />
    </span>
  )
}
