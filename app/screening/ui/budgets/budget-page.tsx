import { Link } from '@remix-run/react'
import { formatNumber } from '~/shared/money'
import { Bar, BarKey } from '~/ui/charts/bar'
import { KeyValue } from '~/ui/key-value'
import { Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'
import { DataTable } from '~/ui/table'
import { budgetUnit } from '../../domain/budgets/budget'
import type { BudgetRow } from '../../domain/budgets/ledger'
import type { ListedClaim } from '../../server/budgets/budgets'
import { BudgetOutlook, BudgetShare } from './budget-table'
import { ClaimState } from './claim-state'

/** What stands against a budget: set, promised, left and asked for. */
export function BudgetFacts({ budget }: { budget: BudgetRow }) {
  const unit = budgetUnit(budget.kind)
  const amount = (value: number | null) => (value === null ? '未下达' : `${formatNumber(value)} ${unit}`)
  return (
    <Panel title="收支">
      <KeyValue
        columns={2}
        items={[
          { label: '下达', value: amount(budget.amount), note: budget.document },
          { label: '剩余', value: budget.left === null ? null : amount(budget.left) },
          { label: '已承诺', value: amount(budget.promised), note: `${budget.promisedClaims} 项` },
          { label: '申请中', value: amount(budget.asked), note: `${budget.askedClaims} 项` },
          { label: '占用', value: budget.amount === null ? null : <BudgetShare {...budget} /> },
          { label: '预计', value: budget.amount === null ? null : <BudgetOutlook {...budget} /> },
        ]}
      />
    </Panel>
  )
}

/** What will be used, month of production by month. */
export function BudgetForecast({ budget: { forecast, amount, kind } }: { budget: BudgetRow }) {
  const unit = budgetUnit(kind)
  const most = Math.max(amount ?? 0, ...forecast.map(({ promised, asked }) => promised + asked))
  return (
    <Panel title={`按投产月份累计（${unit}）`} flush actions={<BarKey light="申请中" dark="已承诺" />}>
      <DataTable
        caption="按投产月份累计"
        sortParam={null}
        rows={forecast}
        rowKey={({ month }) => month ?? ''}
        dense
        columns={[
          { key: 'month', head: '投产', nowrap: true, cell: ({ month }) => month ?? '时间不详' },
          { key: 'promised', head: '已承诺', align: 'right', cell: ({ promised }) => formatNumber(promised) },
          { key: 'asked', head: '申请中', align: 'right', cell: ({ asked }) => formatNumber(asked) },
          {
            key: 'bar',
            head: '占下达',
            className: 'w-1/3',
            cell: ({ promised, asked }) => (
              <span className="flex items-center gap-2">
                <Bar share={(promised + asked) / most} part={promised / most} className="min-w-[60px] flex-1" />
                {amount !== null && promised + asked > amount && (
                  <span className="whitespace-nowrap text-sm text-danger">超出</span>
                )}
              </span>
            ),
          },
        ]}
        empty={<p className="px-4 py-3 text-grey-600">还没有项目申请。</p>}
      />
    </Panel>
  )
}

interface BudgetClaimsProps {
  items: readonly ListedClaim[]
  total: number
  /** of projects that the reader may not see */
  hidden: number
  page: number
  size: number
}

/** The projects that draw on a budget. */
export function BudgetClaims({ items, total, hidden, page, size }: BudgetClaimsProps) {
  const pages = usePages({ total, page, size, shown: items.length })
  return (
    <Panel title="项目" flush>
      <DataTable
        caption="占用指标的项目"
        sortParam={null}
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'project',
            head: '项目',
            primary: true,
            cell: ({ id, project, park, month }) => (
              <>
                <Link to={`/projects/${project.id}/budgets/${id}`}>{project.name}</Link>
                <span className="block text-sm text-grey-600 lg:hidden">
                  {park?.name} {month && <span className="whitespace-nowrap">{month} 投产</span>}
                </span>
              </>
            ),
          },
          { key: 'park', head: '园区', wideOnly: true, cell: ({ park }) => park?.name },
          { key: 'amount', head: '数量', align: 'right', cell: ({ amount }) => formatNumber(amount) },
          { key: 'state', head: '状态', cell: (claim) => <ClaimState claim={claim} /> },
          { key: 'month', head: '投产', nowrap: true, wideOnly: true, cell: ({ month }) => month },
          { key: 'document', head: '文件号', wideOnly: true, cell: ({ document }) => document },
        ]}
        empty={<p className="px-4 py-3 text-grey-600">还没有项目申请。</p>}
      />
      {hidden > 0 && <p className="px-4 py-2.5 text-sm text-grey-600">另有 {hidden} 项属于您无权查看的项目。</p>}
      {total > size && (
        <div className="border-t border-grey-200">
          <Pager {...pages} unit="项" />
        </div>
      )}
    </Panel>
  )
}
