import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { openParks } from '~/parks/server/open-parks'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { budgetPath } from '~/screening/domain/budgets/budget'
import { budgetAddress, budgetInput } from '~/screening/domain/budgets/inputs'
import { editableBudget, setBudget } from '~/screening/server/budgets/set-budget'
import { BudgetForm } from '~/screening/ui/budgets/budget-form'
import { businessDay, yearOf } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { readAddress } from '~/shared/read-address'
import { withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('下达指标')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'budget.set')
  const { kind, year, park } = readAddress(budgetAddress, new URL(args.request.url).searchParams).values
  const parks = await openParks(context)
  const asked = year ?? yearOf(businessDay(context.now))
  if (!kind) return { parks, year: asked, version: 0, values: { year: String(asked) } }
  return { parks, year: asked, ...(await editableBudget(context, { kind, year: asked, parkId: park ?? null })) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'budget.set')
  const typed = await formInput(args.request)
  return answerFormOnce(args, context, typed, async () => {
    const scope = parseInput(budgetInput, typed)
    const input = parseInput(budgetInput, withPicks(typed, await editableBudget(context, scope)))
    await setBudget(context, input)
    return redirectWithFlash(budgetPath(input), '指标已保存')
  })
}

export default function SetBudget() {
  const { year, ...form } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const back = `/screening/budgets?year=${year}`
  return (
    <Page title="下达指标" width="reading" crumbs={[{ label: '指标', to: back }, { label: '下达' }]}>
      <Panel>
        <BudgetForm {...form} cancelTo={back} reply={reply} />
      </Panel>
    </Page>
  )
}
