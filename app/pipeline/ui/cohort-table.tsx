import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { formatNumber, formatPercent } from '~/shared/money'
import { DataTable, type Column } from '~/ui/table'
import type { CohortBy, CohortQuestion } from '../domain/cohort-input'
import { behind, type CohortNumber } from '../domain/cohort-links'
import { totalOf, type CohortRow } from '../domain/cohort-rows'
import { projectsHref } from '../domain/milestone-filter'

export const BY_NAMES: Record<CohortBy, string> = {
  none: '不分组',
  month: '签约月份',
  unit: '责任单位',
  park: '园区',
  industry: '产业',
  size: '投资规模',
}

type Period = Omit<CohortQuestion, 'by'>

interface NumberColumn {
  key: string
  head: string
  unit?: string
  /** whose projects it counts, or whose money and land it adds up */
  of: CohortNumber
  show: (row: CohortRow) => ReactNode
  wideOnly?: boolean
}

/** Two decimals always, so that the digits of a column stand under each other. */
function aligned(value: number): string {
  const [whole, fraction = ''] = formatNumber(value).split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}

const NUMBER_COLUMNS: NumberColumn[] = [
  { key: 'signed', head: '签约', unit: '个', of: 'signed', show: (row) => row.signed },
  { key: 'started', head: '开工', unit: '个', of: 'started', show: (row) => row.started },
  { key: 'startedPct', head: '开工率', of: 'started', show: (row) => <Share percent={row.startedPct} /> },
  { key: 'notStarted', head: '未开工', unit: '个', of: 'notStarted', show: (row) => row.notStarted },
  { key: 'landSupplied', head: '供地', unit: '个', of: 'landSupplied', show: (row) => row.landSupplied },
  { key: 'completed', head: '竣工', unit: '个', of: 'completed', show: (row) => row.completed, wideOnly: true },
  { key: 'producing', head: '投产', unit: '个', of: 'producing', show: (row) => row.producing },
  { key: 'suspended', head: '暂缓', unit: '个', of: 'suspended', show: (row) => row.suspended, wideOnly: true },
  { key: 'ended', head: '终止', unit: '个', of: 'ended', show: (row) => row.ended, wideOnly: true },
  { key: 'investmentWan', head: '总投资', unit: '亿元', of: 'signed', show: (row) => aligned(row.investmentWan / 10_000) },
  { key: 'landMu', head: '用地', unit: '亩', of: 'signed', show: (row) => aligned(row.landMu) },
]

/** A share as a number and a bar. */
function Share({ percent }: { percent: number | null }) {
  return (
    <span className="inline-flex items-center justify-end gap-2">
      <span aria-hidden className="hidden h-2 w-16 overflow-hidden rounded-sm bg-grey-200 sm:inline-block print:hidden">
        <span className="block h-full bg-accent-500" style={{ width: `${percent ?? 0}%` }} />
      </span>
      <span className="w-[46px]">{formatPercent(percent)}</span>
    </span>
  )
}

function columnsOf(by: CohortBy, period: Period): Column<CohortRow>[] {
  return [
    { key: 'label', head: BY_NAMES[by], primary: true, fixed: true, cell: (row) => row.label },
    ...NUMBER_COLUMNS.map(({ key, head, unit, of, show, wideOnly }): Column<CohortRow> => ({
      key,
      head,
      unit,
      wideOnly,
      fixed: true,
      align: 'right',
      cell: (row) => <NumberLink to={projectsHref(behind(of, by, row.key, period))}>{show(row)}</NumberLink>,
    })),
  ]
}

function NumberLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={children === 0 ? 'text-grey-500' : undefined}>
      {children}
    </Link>
  )
}

/** Cohorts and their sum; each number opens the list of its projects. */
export function CohortTable({ rows, by, period }: { rows: readonly CohortRow[]; by: CohortBy; period: Period }) {
  const total = totalOf(rows)
  const sums = NUMBER_COLUMNS.map(({ key, of, show }) => [
    key,
    <NumberLink key={key} to={projectsHref(behind(of, 'none', 'all', period))}>{show(total)}</NumberLink>,
  ])
  return (
    <DataTable
      caption={`签约项目按${BY_NAMES[by]}：签约、开工、供地、投产`}
      columns={columnsOf(by, period)}
      rows={rows}
      rowKey={(row) => row.key}
      sortParam={null}
      dense
      foot={by === 'none' ? undefined : { label: '合计', ...Object.fromEntries(sums) }}
    />
  )
}
