import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { readinessInput } from '~/land/domain/readiness/readiness'
import { plotReadiness, setReadiness } from '~/land/server/readiness/readiness'
import { ReadinessPage } from '~/land/ui/readiness/readiness-page'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`供地条件 ${data?.plot.code ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  return plotReadiness(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.edit')
  const { id } = args.params
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await setReadiness(context, id, parseInput(readinessInput, values))
    return redirectWithFlash(`/plots/${id}`, '供地条件已登记')
  })
}

export default function PlotReadinessRoute() {
  return <ReadinessPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />
}
