import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { targetInput } from '~/chains/domain/target'
import { nodeAt } from '~/chains/server/choices'
import { createTarget, deleteTarget, editableTarget, editTarget } from '~/chains/server/save-target'
import { TargetForm } from '~/chains/ui/target-form'
import { unitChoices } from '~/auth/server/list-units'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('目标企业')

const NEW = 'new'

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chainTarget.edit')
  const { id: chainId, nodeId, targetId } = routeParams(args, 'id', 'nodeId', 'targetId')
  const { node, chain } = await nodeAt(context, { chainId, nodeId })
  const [target, units] = await Promise.all([
    targetId === NEW ? null : editableTarget(context, targetId),
    unitChoices(context),
  ])
  return { node, chain, target, units }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chainTarget.edit')
  const { id: chainId, nodeId, targetId: id } = routeParams(args, 'id', 'nodeId', 'targetId')
  const sent = await formInput(args.request)
  const at = `/chains/${chainId}/nodes/${nodeId}`
  if (sent.intent === 'delete') {
    return answerFormOnce(args, context, sent, async () => {
      await deleteTarget(context, { id, version: parseInput(seenVersion, sent).version })
      return redirectWithFlash(at, '企业已移除')
    })
  }
  if (id === NEW) {
    return answerFormOnce(args, context, sent, async () => {
      await createTarget(context, nodeId, parseInput(targetInput, sent))
      return redirectWithFlash(at, '目标企业已添加')
    })
  }
  const values = withPicks(sent, await editableTarget(context, id))
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await editTarget(context, { id, version, input: parseInput(targetInput, values) })
    return redirectWithFlash(at, '已保存')
  })
}

export default function Target() {
  const { node, chain, target, units } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/chains/${chain.id}/nodes/${node.id}`
  const title = target ? '编辑目标企业' : '添加目标企业'
  return (
    <Page
      title={title}
      width="reading"
      crumbs={[
        { label: '产业链', to: '/chains' },
        { label: chain.name, to: `/chains/${chain.id}` },
        { label: node.name, to: at },
        { label: title },
      ]}
      actions={
        target && (
          <ConfirmDialog
            label="移除"
            icon={Trash2}
            title={`从节点“${node.name}”移除“${target.name}”？`}
            confirmLabel="移除"
            fields={{ intent: 'delete', version: String(target.version) }}
          >
            移除后不能恢复，日志里仍有记录。
          </ConfirmDialog>
        )
      }
    >
      <Panel>
        <TargetForm
          values={target?.values}
          version={target?.version}
          units={units}
          reply={reply}
          submitLabel={target ? '保存' : '添加'}
          cancelTo={at}
        />
      </Panel>
    </Page>
  )
}
