import type { RequestContext } from '~/auth/domain/actor'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { BUDGET_KIND_NAMES, budgetUnit, scopeName } from '../../domain/budgets/budget'
import { budgetOutlook, type BudgetRow } from '../../domain/budgets/ledger'
import { readBudgets } from './budgets'

const HEAD = ['指标', '单位', '范围', '年度', '下达', '已承诺', '剩余', '占用（%）', '申请中', '预计', '文件号']
const FORECAST_HEAD = ['指标', '单位', '范围', '年度', '投产月份', '累计已承诺', '累计申请中', '下达']

/** The budgets of a year as a workbook: one sheet of their states, one of what will be used by month of production. */
export async function exportBudgets(context: RequestContext, year: number, file: string): Promise<void> {
  const rows = await readBudgets(context, { year })
  const scope = ({ kind, park }: BudgetRow): Cell[] => [
    BUDGET_KIND_NAMES[kind],
    budgetUnit(kind),
    scopeName(park),
    year,
  ]
  await writeXlsx(
    file,
    {
      name: '指标',
      head: HEAD,
      rows: rows.map((row) => [
        ...scope(row),
        row.amount,
        row.promised,
        row.left,
        row.percent,
        row.asked,
        budgetOutlook(row)?.words ?? null,
        row.document,
      ]),
    },
    {
      name: '按投产月份',
      head: FORECAST_HEAD,
      rows: rows.flatMap((row) =>
        row.forecast.map(({ month, promised, asked }) => [...scope(row), month ?? '不详', promised, asked, row.amount]),
      ),
    },
  )
}
