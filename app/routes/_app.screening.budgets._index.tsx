import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FileSpreadsheet } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { yearsOfLand } from '~/land/server/plan/land-plan'
import { YearPlan } from '~/land/ui/plan/plan-table'
import { budgetYear } from '~/screening/domain/budgets/inputs'
import { readBudgets } from '~/screening/server/budgets/budgets'
import { BudgetTable } from '~/screening/ui/budgets/budget-table'
import { ScreeningTabs } from '~/screening/ui/screening-tabs'
import { businessDay, yearOf } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { BarKey } from '~/ui/charts/bar'
import { EmptyState } from '~/ui/empty-state'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('指标')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'budget.read')
  const asked = new URL(args.request.url).searchParams.get('year')
  const year = budgetYear(asked) ?? yearOf(businessDay(context.now))
  const [rows, lands] = await Promise.all([readBudgets(context, { year }), yearsOfLand(context, year)])
  return { year, rows, lands: lands.slice(0, 1), maySet: can(context.actor, 'budget.set') }
}

export default function Budgets() {
  const { year, rows, lands, maySet } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`${year} 年指标`}
      note="各项目申请，招商局承诺，承诺的从剩余里扣；园区的指标是全县的一部分，两边都要够。"
      actions={
        <>
          <LinkButton to={`/screening/budgets?year=${year - 1}`}>前一年</LinkButton>
          <LinkButton to={`/screening/budgets?year=${year + 1}`}>后一年</LinkButton>
          <LinkButton to={`/screening/budgets.xlsx?year=${year}`} icon={FileSpreadsheet} reloadDocument>
            导出
          </LinkButton>
          {maySet && (
            <LinkButton to={`/screening/budgets/set?year=${year}`} tone="primary">
              下达指标
            </LinkButton>
          )}
        </>
      }
    >
      <ScreeningTabs />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Panel title="能耗和排放" flush actions={<BarKey light="申请中" dark="已承诺" />}>
          {rows.length > 0 ? (
            <BudgetTable rows={rows} />
          ) : (
            <EmptyState
              title={`${year} 年还没有下达指标`}
              actions={maySet && <LinkButton to={`/screening/budgets/set?year=${year}`}>下达指标</LinkButton>}
            >
              下达以后，承诺项目时会提醒是否超出。
            </EmptyState>
          )}
        </Panel>
        <h2 className="text-md font-semibold">用地</h2>
        {lands.map((land) => (
          <YearPlan key={land.year} land={land} maySet={false} />
        ))}
      </div>
    </Page>
  )
}
