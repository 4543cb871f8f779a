import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { nodeInput } from '~/chains/domain/chain'
import { createNode } from '~/chains/server/save-node'
import { editableSegments } from '~/chains/server/save-segments'
import { NodeForm } from '~/chains/ui/node-form'
import { chainPath, underChain } from '~/chains/ui/trail'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('添加节点')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  return editableSegments(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const { id } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await createNode(context, id, parseInput(nodeInput, values))
    return redirectWithFlash(chainPath(id), '节点已添加')
  })
}

export default function NewNode() {
  const { chain, segments } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page title="添加节点" width="reading" crumbs={[...underChain(chain), { label: '添加节点' }]}>
      <Panel>
        <NodeForm segments={segments} reply={reply} submitLabel="添加" cancelTo={chainPath(chain.id)} />
      </Panel>
    </Page>
  )
}
