import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { BUDGET_KIND_NAMES } from '~/screening/domain/budgets/budget'
import { promiseInput, releaseInput } from '~/screening/domain/budgets/inputs'
import { promiseBudget } from '~/screening/server/budgets/promise-budget'
import { claimWithBudgets } from '~/screening/server/budgets/claim-with-budgets'
import { releaseBudget } from '~/screening/server/budgets/release-budget'
import { ClaimPage } from '~/screening/ui/budgets/claim-page'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  pageTitle(found ? `${BUDGET_KIND_NAMES[found.claim.kind]}指标` : '指标')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'budget.read')
  const { id, claimId } = routeParams(args, 'id', 'claimId')
  return claimWithBudgets(context, id, claimId)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'budget.read')
  const { id: projectId, claimId } = routeParams(args, 'id', 'claimId')
  const typed = await formInput(args.request)
  return answerFormOnce(args, context, typed, async () => {
    const done = (told: string) => redirectWithFlash(`/projects/${projectId}/budgets/${claimId}`, told)
    switch (typed.intent) {
      case 'promise': {
        const { claim } = await claimWithBudgets(context, projectId, claimId)
        const { version, amount, document } = claim
        const values = withPicks(typed, { version, values: { amount, document } })
        await promiseBudget(context, { projectId, claimId, ...parseInput(promiseInput, values) })
        return done('已承诺')
      }
      case 'release':
        await releaseBudget(context, { projectId, claimId, ...parseInput(releaseInput, typed) })
        return done('已释放')
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Claim() {
  return <ClaimPage {...useLoaderData<typeof loader>()} reply={replyOf(useActionData<typeof action>())} />
}
