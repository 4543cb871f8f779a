import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { BUDGET_KIND_NAMES, scopeName, type BudgetScope } from '~/screening/domain/budgets/budget'
import { budgetAddress } from '~/screening/domain/budgets/inputs'
import { claimsOnBudget, readBudget } from '~/screening/server/budgets/budgets'
import { removeBudget } from '~/screening/server/budgets/set-budget'
import { BudgetClaims, BudgetFacts, BudgetForecast } from '~/screening/ui/budgets/budget-page'
import { businessDay, yearOf } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { pageNumber } from '~/shared/page-number'
import { pageTitle } from '~/shared/product'
import { readAddress } from '~/shared/read-address'
import { LinkButton } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  pageTitle(found ? `${BUDGET_KIND_NAMES[found.budget.kind]}指标` : '指标')

const SIZE = 50

/** @throws notFound for what is no budget */
function scopeIn({ request, params }: LoaderFunctionArgs, now: Date): BudgetScope {
  const search = new URL(request.url).searchParams
  if (params.kind) search.set('kind', params.kind)
  const { values, ignored } = readAddress(budgetAddress, search)
  const { kind, year = yearOf(businessDay(now)), park = null } = values
  if (!kind || ignored.length > 0) throw notFound('这项指标')
  return { kind, year, parkId: park }
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'budget.read')
  const scope = scopeIn(args, context.now)
  const page = pageNumber(new URL(args.request.url).searchParams)
  const [budget, claims] = await Promise.all([
    readBudget(context, scope),
    claimsOnBudget(context, scope, { limit: SIZE, offset: (page - 1) * SIZE }),
  ])
  return { budget, claims: { ...claims, page, size: SIZE }, maySet: can(context.actor, 'budget.set') }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'budget.set')
  const scope = scopeIn(args, context.now)
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    if (values.intent !== 'remove') throw data('unknown intent', 400)
    await removeBudget(context, scope)
    return redirectWithFlash(`/screening/budgets?year=${scope.year}`, '指标已移除')
  })
}

export default function Budget() {
  const { budget, claims, maySet } = useLoaderData<typeof loader>()
  const { kind, year, park, amount } = budget
  const name = `${year} 年${BUDGET_KIND_NAMES[kind]}指标`
  const query = `kind=${kind}&year=${year}${park ? `&park=${park.id}` : ''}`
  return (
    <Page
      title={`${name}　${scopeName(park)}`}
      crumbs={[{ label: '指标', to: `/screening/budgets?year=${year}` }, { label: name }]}
      actions={
        maySet && (
          <>
            {amount !== null && (
              <ConfirmDialog
                label="移除"
                tone="quiet"
                title={`移除${scopeName(park)} ${name}？`}
                confirmLabel="移除"
                fields={{ intent: 'remove' }}
              >
                只用于下达错的指标；已承诺的项目不受影响。
              </ConfirmDialog>
            )}
            <LinkButton to={`/screening/budgets/set?${query}`}>{amount === null ? '下达指标' : '调整指标'}</LinkButton>
          </>
        )
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <BudgetFacts budget={budget} />
        <BudgetForecast budget={budget} />
        <div className="lg:col-span-2">
          <BudgetClaims {...claims} />
        </div>
      </div>
    </Page>
  )
}
