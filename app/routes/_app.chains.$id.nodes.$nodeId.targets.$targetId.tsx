import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unitChoices } from '~/auth/server/list-units'
import { requireContext } from '~/auth/server/request-context'
import { targetInput } from '~/chains/domain/target'
import { answerEntry, NEW_ENTRY } from '~/chains/server/answer-entry'
import { nodeAt } from '~/chains/server/choices'
import { createTarget, deleteTarget, editableTarget, editTarget } from '~/chains/server/save-target'
import { EntryPage } from '~/chains/ui/entry-page'
import { TargetForm } from '~/chains/ui/target-form'
import { nodePath } from '~/chains/ui/trail'
import { routeParams } from '~/platform/http/route-params'
import { pageTitle } from '~/shared/product'

export const meta: MetaFunction = () => pageTitle('目标企业')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chainTarget.edit')
  const { id: chainId, nodeId, targetId } = routeParams(args, 'id', 'nodeId', 'targetId')
  const { node, chain } = await nodeAt(context, { chainId, nodeId })
  const [target, units] = await Promise.all([
    targetId === NEW_ENTRY ? null : editableTarget(context, targetId),
    unitChoices(context),
  ])
  return { node, chain, target, units }
}

const USE_CASES = {
  input: targetInput,
  editable: editableTarget,
  create: createTarget,
  edit: editTarget,
  remove: deleteTarget,
  made: '目标企业已添加',
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chainTarget.edit')
  const { id: chainId, nodeId, targetId: id } = routeParams(args, 'id', 'nodeId', 'targetId')
  return answerEntry(args, context, USE_CASES, { id, nodeId, to: nodePath(chainId, nodeId) })
}

export default function Target() {
  const { node, chain, target, units } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <EntryPage title={target ? '编辑目标企业' : '添加目标企业'} chain={chain} node={node} entry={target}>
      <TargetForm
        values={target?.values}
        version={target?.version}
        units={units}
        reply={reply}
        submitLabel={target ? '保存' : '添加'}
        cancelTo={nodePath(chain.id, node.id)}
      />
    </EntryPage>
  )
}
