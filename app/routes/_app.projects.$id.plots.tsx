import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { proposePlotInput } from '~/land/domain/allocation/propose-input'
import { plotChoices, plotsOfProject } from '~/land/server/allocation/project-plots'
import { proposePlot } from '~/land/server/allocation/propose-plot'
import { ProjectPlots } from '~/land/ui/allocation/project-plots'
import { ProposePlotForm } from '~/land/ui/allocation/propose-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { readProject } from '~/projects/server/read'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('选地块')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.hold')
  const { id, name } = await readProject(context, routeParams(args, 'id').id)
  const [plots, choices] = await Promise.all([plotsOfProject(context, id), plotChoices(context)])
  return { record: { id, name }, plots, choices }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.hold')
  const { id: projectId } = await readProject(context, routeParams(args, 'id').id)
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await proposePlot(context, { projectId, ...parseInput(proposePlotInput, values) })
    return redirectWithFlash(`/projects/${projectId}`, '意向已登记')
  })
}

export default function ProjectPlotsPage() {
  const { record, plots, choices } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <RecordActionPage title="选地块" record={record}>
      <ProposePlotForm plots={choices} cancelTo={`/projects/${record.id}`} reply={reply} />
      {plots.length > 0 && (
        <div className="mt-4">
          <ProjectPlots projectId={record.id} plots={plots} mayPropose={false} />
        </div>
      )}
    </RecordActionPage>
  )
}
