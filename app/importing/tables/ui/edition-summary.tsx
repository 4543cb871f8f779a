import { Link } from '@remix-run/react'
import { businessTime } from '~/shared/day'
import { formatNumber } from '~/shared/money'
import { keysOf } from '~/shared/records'
import { Panel } from '~/ui/page'
import type { EditionSummary as Summary } from '../server/edition-page'
import { DIFFERENCE_NAMES } from './edition-words'

interface SummaryProps {
  importId: string
  edition: Summary
  subject: string
}

/** Of which import a file is the next edition, and how much differs, each number a link. */
export function EditionSummary({ importId, edition: { of, counts }, subject }: SummaryProps) {
  const shown = keysOf(DIFFERENCE_NAMES).filter((tab) => of || tab !== 'gone')
  return (
    <Panel title={of ? '与上一期的差异' : `与已有${subject}的差异`}>
      {of && (
        <p className="mb-2 text-sm">
          认作{' '}
          <Link to={`/imports/${of.id}`} className="underline">
            {of.fileName}
          </Link>
          （{businessTime(of.committedAt)} 导入）的新一期。 这期没有的{subject}不会因此删除或改动。
        </p>
      )}
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {shown.map((tab) => (
          <div key={tab} className="flex items-baseline gap-2">
            <dt className="text-sm text-grey-600">{DIFFERENCE_NAMES[tab]}</dt>
            <dd className="tabular-nums">
              {counts[tab] === 0 ? (
                '0'
              ) : (
                <Link to={`/imports/${importId}/edition?tab=${tab}`} className="font-medium">
                  {formatNumber(counts[tab])}
                </Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
