import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { nextStatus } from '~/land/domain/status/status'
import { statusInput } from '~/land/domain/status/status-inputs'
import { changeStatus } from '~/land/server/status/change-status'
import { livePlot } from '~/land/server/plots'
import { PlotPage } from '~/land/ui/plot-page'
import { StatusForm } from '~/land/ui/status/status-form'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { withEvidence } from '~/projects/server/stored-evidence'
import { businessDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('登记状态变化')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.changeStatus')
  const { id, code, status } = await livePlot(context, args.params.id)
  return { plot: { id, code }, next: { status: nextStatus(status), on: businessDay(context.now) } }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.changeStatus')
  const plotId = args.params.id
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const given = parseInput(statusInput, values)
    await withEvidence(uploadsOf(args.context, 'file')[0], '状态依据', (paper) =>
      changeStatus(context, { plotId, paper, ...given }),
    )
    return redirectWithFlash(`/plots/${plotId}`, '状态已登记')
  })
}

export default function ChangeStatus() {
  const { plot, next } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <PlotPage title="登记状态变化" plot={plot}>
      <div className="panel px-4 py-4">
        <StatusForm next={next} plotTo={`/plots/${plot.id}`} reply={reply} />
      </div>
    </PlotPage>
  )
}
