import { Link } from '@remix-run/react'
import { WhatIsInTheWay, WhoActs } from '~/projects/ui/what-waits'
import { formatMu, formatWan } from '~/shared/money'
import { Badge } from '~/ui/badge'
import type { Day } from '~/shared/day'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'
import { listOf, type Briefing, type BriefingName } from '../domain/briefing'
import type { OverdueItem } from '../domain/figures'
import { Titled } from './legend'

const GRID =
  'md:grid md:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_minmax(0,6fr)] md:gap-x-4 print:grid print:grid-cols-[5fr_3fr_7fr] print:gap-x-3'

/** The ten that matter most: what waits, since when, who must act, what is in the way. */
export function BriefingNames({ briefing }: { briefing: Briefing }) {
  const { names, now, days } = briefing
  const all = now.overdue > names.length && (
    <Link to={listOf(briefing, { overdue: days })} className="text-sm">
      全部 {now.overdue} 个
    </Link>
  )
  return (
    <Panel
      title={<Titled title={names.length < 2 ? '最要紧的项目' : `最要紧的 ${names.length} 个项目`} of={['overdue']} />}
      flush
      actions={all}
    >
      {names.length === 0 && <EmptyState compact title="没有逾期未开工的项目" />}
      {names.length > 0 && (
        <div
          aria-hidden
          className={`hidden border-b border-grey-200 bg-grey-50 px-4 py-1.5 text-sm text-grey-600 print:px-2 print:py-0.5 ${GRID}`}
        >
          <span>逾期未开工，投资大的在前</span>
          <span>谁来办</span>
          <span>卡在哪里，下一步</span>
        </div>
      )}
      <ol className="divide-y divide-grey-200">
        {names.map((name, at) => (
          <NotStartedRow key={name.id} item={name} place={at + 1} asOf={briefing.clocks.asOf} />
        ))}
      </ol>
    </Panel>
  )
}

interface NotStartedRowProps {
  item: OverdueItem & Partial<Pick<BriefingName, 'confidential'>>
  place: number
  asOf: Day
}

/** What waits for its start: how long, who must act, what is in the way. */
export function NotStartedRow({ item, place, asOf }: NotStartedRowProps) {
  const { id, name, investmentWan, landMu, days, overdueDays, unit, sponsor } = item
  return (
    <li className={`px-4 py-2.5 print:break-inside-avoid print:px-2 print:py-[3px] ${GRID}`}>
      <div className="min-w-0">
        <p className="line-clamp-2 print:line-clamp-1">
          <span className="mr-1.5 text-grey-600">{place}.</span>
          <Link to={`/projects/${id}`} className="font-medium">
            {name}
          </Link>
          <Marks {...item} />
        </p>
        <p className="text-sm text-grey-700">
          <span className="whitespace-nowrap">{investmentWan === null ? '投资未填' : formatWan(investmentWan)}</span>
          {landMu !== null && <span className="whitespace-nowrap"> · {formatMu(landMu)}</span>}
          <span className="whitespace-nowrap">
            {' '}
            · 已签约 {days} 天
            {overdueDays > 0 && (
              <>
                ，<span className="font-medium text-danger">逾期 {overdueDays} 天</span>
              </>
            )}
          </span>
        </p>
      </div>
      <div className="min-w-0 text-sm md:text-base">
        <WhoActs unit={unit?.name ?? null} sponsor={sponsor} />
      </div>
      <div className="min-w-0 text-sm">
        <WhatIsInTheWay {...item} asOf={asOf} />
      </div>
    </li>
  )
}

function Marks({ confidential, status }: Pick<NotStartedRowProps['item'], 'confidential' | 'status'>) {
  return (
    <>
      {confidential && (
        <span className="ml-1.5">
          <Badge tone="danger">保密</Badge>
        </span>
      )}
      {status === 'suspended' && (
        <span className="ml-1.5">
          <Badge tone="warning">暂缓</Badge>
        </span>
      )}
    </>
  )
}
