import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { delayEndInput, delayInput, progressInput } from '~/land/domain/idle/idle-inputs'
import { plotIdle } from '~/land/server/idle/idle-clocks'
import { endDelay, recordDelay, recordProgress, removeDelay } from '~/land/server/idle/watch-idle'
import { IdlePage } from '~/land/ui/idle/idle-page'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data: found }) => pageTitle(`动工期限 ${found?.plot.code ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  return plotIdle(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.edit')
  const plotId = args.params.id
  const values = await formInput(args.request)
  const delayId = typeof values.delay === 'string' ? values.delay : undefined
  const here = `/plots/${plotId}/idle`
  return answerFormOnce(args, context, values, async () => {
    switch (values.intent) {
      case 'delay':
        await recordDelay(context, plotId, parseInput(delayInput, values))
        return redirectWithFlash(here, '延误已登记')
      case 'endDelay':
        await endDelay(context, plotId, { delayId, ...parseInput(delayEndInput, values) })
        return redirectWithFlash(here, '延误已结束')
      case 'removeDelay':
        await removeDelay(context, plotId, delayId)
        return redirectWithFlash(here, '延误已移除')
      case 'progress':
        await recordProgress(context, plotId, parseInput(progressInput, values))
        return redirectWithFlash(here, '开发情况已登记')
      default:
        throw data('unknown intent', 400)
    }
  })
}

export default function Idle() {
  const reply = replyOf(useActionData<typeof action>())
  return <IdlePage {...useLoaderData<typeof loader>()} reply={reply} />
}
