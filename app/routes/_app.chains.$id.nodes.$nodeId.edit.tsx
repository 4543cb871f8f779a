import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { nodeInput } from '~/chains/domain/chain'
import { deleteNode, editableNode, editNode } from '~/chains/server/save-node'
import { editableSegments } from '~/chains/server/save-segments'
import { NodeForm } from '~/chains/ui/node-form'
import { chainPath, nodePath, underNode } from '~/chains/ui/trail'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`编辑 ${data?.node.name ?? '节点'}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const node = await editableNode(context, args.params.nodeId)
  return { node, ...(await editableSegments(context, node.chainId)) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const { nodeId: id } = routeParams(args, 'nodeId')
  const sent = await formInput(args.request)
  const node = await editableNode(context, id)
  if (sent.intent === 'delete') {
    return answerFormOnce(args, context, sent, async () => {
      const { version } = parseInput(seenVersion, sent)
      await deleteNode(context, { id, version, firms: Number(sent.firms) || 0, targets: Number(sent.targets) || 0 })
      return redirectWithFlash(chainPath(node.chainId), '节点已删除')
    })
  }
  const values = withPicks(sent, node)
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await editNode(context, { id, version, input: parseInput(nodeInput, values) })
    return redirectWithFlash(nodePath(node.chainId, id), '已保存')
  })
}

export default function EditNode() {
  const { node, chain, segments } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const { going } = node
  return (
    <Page
      title="编辑节点"
      width="reading"
      crumbs={[...underNode(chain, node), { label: '编辑' }]}
      actions={
        <ConfirmDialog
          label="删除"
          icon={Trash2}
          title={`删除节点“${node.name}”？`}
          confirmLabel="删除"
          fields={{
            intent: 'delete',
            version: String(node.version),
            firms: String(going.firms),
            targets: String(going.targets),
          }}
        >
          {`登记的 ${going.firms} 家本地企业、${going.targets} 家目标企业和 ${going.projects} 个项目的归入一并删除；项目本身不动。删除后不能恢复，日志里仍有记录。`}
        </ConfirmDialog>
      }
    >
      <Panel>
        <NodeForm
          values={node.values}
          version={node.version}
          segments={segments}
          reply={reply}
          submitLabel="保存"
          cancelTo={nodePath(chain.id, node.id)}
        />
      </Panel>
    </Page>
  )
}
