import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { startInput } from '~/screening/domain/form'
import { screeningsOfProject } from '~/screening/server/read-screening'
import { startScreening } from '~/screening/server/save-screening'
import { ScreeningList } from '~/screening/ui/screening-list'
import { StartForm } from '~/screening/ui/start-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { EmptyState } from '~/ui/empty-state'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`预审 ${data?.project.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  return screeningsOfProject(context, routeParams(args, 'id').id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'screening.read')
  const { id: projectId } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { depth, ruleSets } = parseInput(startInput, values)
    const { id } = await startScreening(context, { projectId, depth, ruleSetIds: ruleSets })
    return redirectWithFlash(`/screenings/${id}/edit`, '已发起，档案里有的数已填好')
  })
}

export default function ProjectScreenings() {
  const { project, items, ruleSets, preset, mayStart } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title="预审"
      width="reading"
      crumbs={[
        { label: '项目', to: '/projects' },
        { label: project.name, to: `/projects/${project.id}` },
        { label: '预审' },
      ]}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Panel title={`已有的预审（${items.length}）`} flush>
          <ScreeningList rows={items} empty={<EmptyState title="还没有预审" />} />
        </Panel>
        {mayStart && (
          <Panel title="发起预审">
            <StartForm ruleSets={ruleSets} preset={preset} reply={reply} />
          </Panel>
        )}
      </div>
    </Page>
  )
}
