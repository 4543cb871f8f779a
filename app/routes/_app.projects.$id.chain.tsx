import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { placeInput } from '~/chains/domain/place'
import { nodeChoices } from '~/chains/server/choices'
import { placeProject, placesByHand } from '~/chains/server/place-project'
import { PlaceForm } from '~/chains/ui/place-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { recordToActOn } from '~/projects/server/record-view'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`归入节点 ${data?.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.edit')
  const { id, name } = await recordToActOn(context, routeParams(args, 'id').id, 'edit')
  const [nodes, placed] = await Promise.all([nodeChoices(context), placesByHand(context, id)])
  return { id, name, nodes, placed }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'project.edit')
  const { id } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await placeProject(context, id, parseInput(placeInput, values))
    return redirectWithFlash(`/projects/${id}`, '所在节点已保存')
  })
}

export default function PlaceOnChain() {
  const { id, name, nodes, placed } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${id}`
  return (
    <Page
      title="归入节点"
      width="reading"
      note="行业代码归得不对时在这里指定；在指定了节点的产业链上不再看行业代码，全部不选就回到按行业代码归。"
      crumbs={[{ label: '项目', to: '/projects' }, { label: name, to: at }, { label: '归入节点' }]}
    >
      <Panel>
        <PlaceForm nodes={nodes} placed={placed} reply={reply} cancelTo={at} />
      </Panel>
    </Page>
  )
}
