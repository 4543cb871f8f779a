import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { proposeProjectInput } from '~/land/domain/allocation/propose-input'
import { livePlot } from '~/land/server/plots'
import { proposePlot } from '~/land/server/allocation/propose-plot'
import { ProposeProjectForm } from '~/land/ui/allocation/propose-form'
import { PlotPage } from '~/land/ui/plot-page'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { listProjects } from '~/projects/server/list'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('意向选址')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.hold')
  const { id, code } = await livePlot(context, args.params.id)
  const filter = { stage: [], status: 'active' as const }
  const { items, total } = await listProjects(context, { filter, sort: '-updatedAt', limit: 200 })
  return { plot: { id, code }, projects: items.map((project) => ({ id: project.id, name: project.name })), total }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.hold')
  const plotId = args.params.id
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await proposePlot(context, { plotId, ...parseInput(proposeProjectInput, values) })
    return redirectWithFlash(`/plots/${plotId}`, '意向已登记')
  })
}

export default function Propose() {
  const { plot, ...choices } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <PlotPage title="意向选址" plot={plot} note="可以有多个项目，按登记先后候补；过会后再锁定。">
      <div className="panel px-4 py-4">
        <ProposeProjectForm {...choices} cancelTo={`/plots/${plot.id}`} reply={reply} />
      </div>
    </PlotPage>
  )
}
