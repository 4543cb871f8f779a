import { Link } from '@remix-run/react'
import { formatNumber, formatPercent } from '~/shared/money'
import { Badge } from '~/ui/badge'
import { Bar } from '~/ui/charts/bar'
import { DataTable } from '~/ui/table'
import { BUDGET_KIND_NAMES, budgetPath, budgetUnit, scopeName } from '../../domain/budgets/budget'
import { budgetOutlook, type BudgetRow } from '../../domain/budgets/ledger'

/** The budgets of a year: the county's by kind, and under each those of its parks. */
export function BudgetTable({ rows }: { rows: readonly BudgetRow[] }) {
  return (
    <DataTable
      caption="能耗和排放指标"
      sortParam={null}
      rows={rows}
      rowKey={({ kind, park }) => `${kind} ${park?.id ?? ''}`}
      columns={[
        {
          key: 'scope',
          head: '指标',
          primary: true,
          cell: (row) => (
            <Link
              to={budgetPath({ ...row, parkId: row.park?.id ?? null })}
              className={row.park ? 'ml-4 block' : 'font-medium'}
            >
              {row.park ? row.park.name : `${BUDGET_KIND_NAMES[row.kind]} ${scopeName(null)}`}
              {!row.park && <span className="ml-1 font-normal text-grey-600">{budgetUnit(row.kind)}</span>}
            </Link>
          ),
        },
        {
          key: 'amount',
          head: '下达',
          align: 'right',
          cell: ({ amount }) =>
            amount === null ? <span className="text-grey-600">未下达</span> : formatNumber(amount),
        },
        {
          key: 'promised',
          head: '已承诺',
          align: 'right',
          className: 'hidden sm:table-cell',
          cell: ({ promised }) => formatNumber(promised),
        },
        {
          key: 'left',
          head: '剩余',
          align: 'right',
          cell: (row) => budgetLeft(row),
        },
        { key: 'share', head: '占用', className: 'min-w-[150px]', cell: (row) => <BudgetShare {...row} /> },
        { key: 'asked', head: '申请中', align: 'right', cell: ({ asked }) => formatNumber(asked) },
        { key: 'full', head: '预计', nowrap: true, cell: (row) => <BudgetOutlook {...row} /> },
        { key: 'document', head: '文件号', wideOnly: true, cell: ({ document }) => document },
      ]}
    />
  )
}

/** What is left of a budget; null where none was set. */
export const budgetLeft = ({ left, overdrawn }: BudgetRow) =>
  left === null ? null : <span className={overdrawn ? 'text-danger' : undefined}>{formatNumber(left)}</span>

/** How much of a budget is promised, and asked for beside that. */
export function BudgetShare({ amount, promised, asked, percent }: BudgetRow) {
  if (amount === null || percent === null) return null
  return (
    <span className="flex items-center gap-2">
      <Bar share={(promised + asked) / amount} part={promised / amount} className="w-20 flex-none" />
      <span className="text-sm text-grey-700">{formatPercent(percent)}</span>
    </span>
  )
}

const OUTLOOK_TONES = { overdrawn: 'danger', holds: 'good', short: 'warning' } as const

/** Whether a budget holds for what was promised and is asked for. */
export function BudgetOutlook(row: BudgetRow) {
  const outlook = budgetOutlook(row)
  return outlook && <Badge tone={OUTLOOK_TONES[outlook.state]}>{outlook.words}</Badge>
}
