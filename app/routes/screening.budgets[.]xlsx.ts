import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireContext } from '~/auth/server/request-context'
import { workbookAnswer } from '~/platform/http/download'
import { budgetYear } from '~/screening/domain/budgets/inputs'
import { exportBudgets } from '~/screening/server/budgets/export-budgets'
import { businessDay, yearOf } from '~/shared/day'

/** The budgets of a year as a workbook. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'budget.read')
  const asked = new URL(args.request.url).searchParams.get('year')
  const year = budgetYear(asked) ?? yearOf(businessDay(context.now))
  return workbookAnswer(`${year} 年指标.xlsx`, (file) => exportBudgets(context, year, file))
}
