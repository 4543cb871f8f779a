import { Link } from '@remix-run/react'
import type { Day } from '~/shared/day'
import { formatMu, formatWan } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { WhatIsInTheWay, WhoActs } from '../what-waits'
import { StageThen, Started } from './columns'
import { amountSince, answerableUnit, daysNotStarted, shortRange } from '../../domain/listed-project'
import type { ListedProject } from '../../domain/listed-project'

/** Projects on a phone; what is signed and not started as the leaders' briefing says it. */
export function ProjectCards({ rows, asOf }: { rows: readonly ListedProject[]; asOf: Day }) {
  return (
    <ul aria-label="项目" className="divide-y divide-grey-200 md:hidden print:hidden">
      {rows.map((row) => {
        const days = daysNotStarted(row, asOf)
        return (
          <li key={row.id} className="relative px-4 py-2.5">
            <div className="flex items-start justify-between gap-3">
              <Link to={`/projects/${row.id}`} className="min-w-0 font-medium text-ink after:absolute after:inset-0">
                {row.name}
              </Link>
              <span className="flex flex-none items-center gap-1.5 text-sm">
                {row.confidential && <Badge tone="danger">保密</Badge>}
                <StageThen row={row} />
              </span>
            </div>
            {days === null ? <Known row={row} asOf={asOf} /> : <NotStarted row={row} days={days} asOf={asOf} />}
          </li>
        )
      })}
    </ul>
  )
}

function Size({ row }: { row: ListedProject }) {
  const { investmentWan } = row.onDay ?? row
  const land = row.rents ? '租赁厂房' : row.landMu && formatMu(row.landMu)
  return (
    <>
      <span>{investmentWan ? formatWan(investmentWan) : '投资未填'}</span>
      {amountSince(row) && <span>今 {formatWan(row.investmentWan)}</span>}
      {land && <span>{land}</span>}
    </>
  )
}

function Known({ row, asOf }: { row: ListedProject; asOf: Day }) {
  return (
    <>
      <p className="mt-0.5 text-sm text-grey-700">
        {[row.investor?.name, answerableUnit(row), row.park?.name].filter(Boolean).join(' · ')}
      </p>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-600">
        <Size row={row} />
        {row.signedFrom && <span>签约 {shortRange(row.signedFrom, row.signedTo)}</span>}
        {row.signedFrom && <Started row={row} asOf={asOf} label="开工" />}
      </p>
    </>
  )
}

function NotStarted({ row, days, asOf }: { row: ListedProject; days: number; asOf: Day }) {
  return (
    <>
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-grey-700">
        <Size row={row} />
        <span className="font-medium text-warning">已签约 {days} 天，未开工</span>
      </p>
      <div className="mt-1 text-sm">
        <WhoActs unit={answerableUnit(row)} sponsor={row.sponsor} />
      </div>
      <div className="mt-1 text-sm">
        <WhatIsInTheWay {...row} asOf={asOf} />
      </div>
    </>
  )
}
