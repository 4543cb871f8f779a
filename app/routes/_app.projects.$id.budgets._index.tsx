import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { recordToActOn } from '~/projects/server/record-view'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { askInput } from '~/screening/domain/budgets/inputs'
import { askBudget } from '~/screening/server/budgets/ask-budget'
import { claimsOfProject } from '~/screening/server/budgets/budgets'
import { AskForm } from '~/screening/ui/budgets/claim-forms'
import { ClaimList } from '~/screening/ui/budgets/project-budgets'
import { businessDay, yearOf } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('申请指标')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'budget.ask')
  const { id, name } = await recordToActOn(context, routeParams(args, 'id').id, 'edit')
  const claims = await claimsOfProject(context, id)
  return { record: { id, name }, claims, values: { year: String(yearOf(businessDay(context.now))) } }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'budget.ask')
  const { id: projectId } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await askBudget(context, { projectId, ...parseInput(askInput, values) })
    return redirectWithFlash(`/projects/${projectId}/budgets/${id}`, '已申请')
  })
}

export default function AskForBudget() {
  const { record, claims, values } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <RecordActionPage title="申请指标" record={record}>
      <AskForm values={values} cancelTo={`/projects/${record.id}`} reply={reply} />
      {claims.length > 0 && (
        <div className="mt-4 border-t border-grey-200 pt-4">
          <ClaimList claims={claims} />
        </div>
      )}
    </RecordActionPage>
  )
}
