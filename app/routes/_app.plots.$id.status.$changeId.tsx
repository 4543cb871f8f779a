import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { statusCorrectionInput, statusWithdrawalInput } from '~/land/domain/status/status-inputs'
import { correctStatus, withdrawStatus } from '~/land/server/status/change-status'
import { statusToCorrect } from '~/land/server/plot-record'
import { PlotPage } from '~/land/ui/plot-page'
import { StatusForm } from '~/land/ui/status/status-form'
import { WithdrawForm } from '~/land/ui/allocation/withdraw-form'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { withEvidence } from '~/projects/server/stored-evidence'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf, replyTo } from '~/ui/form-reply'
import { Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('更正地块状态')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.changeStatus')
  return statusToCorrect(context, args.params.id, args.params.changeId)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.changeStatus')
  const { id: plotId, changeId } = args.params
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    if (values.intent === 'withdraw') {
      await withdrawStatus(context, { plotId, changeId, ...parseInput(statusWithdrawalInput, values) })
      return redirectWithFlash(`/plots/${plotId}`, '状态记录已撤回')
    }
    if (values.intent !== 'correct') throw data('unknown intent', 400)
    const given = parseInput(statusCorrectionInput, values)
    await withEvidence(uploadsOf(args.context, 'file')[0], '状态依据', (paper) =>
      correctStatus(context, { plotId, changeId, paper, ...given }),
    )
    return redirectWithFlash(`/plots/${plotId}`, '状态已更正')
  })
}

export default function CorrectStatus() {
  const { plot, change, only } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const withdrawal = replyTo(reply)('withdraw')
  return (
    <PlotPage title="更正状态" plot={plot} note="原来的记录划去，仍可查阅。">
      <div className="panel px-4 py-4">
        <StatusForm change={change} plotTo={`/plots/${plot.id}`} reply={withdrawal ? undefined : reply} />
      </div>
      {!only && (
        <Panel title="没有发生过">
          <WithdrawForm reply={withdrawal} />
        </Panel>
      )}
    </PlotPage>
  )
}
