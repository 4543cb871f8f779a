import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { firmInput } from '~/chains/domain/firm'
import { answerEntry, NEW_ENTRY } from '~/chains/server/answer-entry'
import { nodeAt } from '~/chains/server/choices'
import { createFirm, deleteFirm, editableFirm, editFirm } from '~/chains/server/save-firm'
import { EntryPage } from '~/chains/ui/entry-page'
import { FirmForm } from '~/chains/ui/firm-form'
import { nodePath } from '~/chains/ui/trail'
import { entryChoices } from '~/parks/server/entries'
import { routeParams } from '~/platform/http/route-params'
import { pageTitle } from '~/shared/product'

export const meta: MetaFunction = () => pageTitle('本地企业')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chainFirm.edit')
  const { id: chainId, nodeId, firmId } = routeParams(args, 'id', 'nodeId', 'firmId')
  const { node, chain } = await nodeAt(context, { chainId, nodeId })
  const [firm, parks] = await Promise.all([
    firmId === NEW_ENTRY ? null : editableFirm(context, firmId),
    entryChoices(context, 'park'),
  ])
  return { node, chain, firm, parks }
}

const USE_CASES = {
  input: firmInput,
  editable: editableFirm,
  create: createFirm,
  edit: editFirm,
  remove: deleteFirm,
  made: '企业已登记',
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chainFirm.edit')
  const { id: chainId, nodeId, firmId: id } = routeParams(args, 'id', 'nodeId', 'firmId')
  return answerEntry(args, context, USE_CASES, { id, nodeId, to: nodePath(chainId, nodeId) })
}

export default function Firm() {
  const { node, chain, firm, parks } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <EntryPage title={firm ? '编辑本地企业' : '登记本地企业'} chain={chain} node={node} entry={firm}>
      <FirmForm
        values={firm?.values}
        version={firm?.version}
        parks={parks}
        reply={reply}
        submitLabel={firm ? '保存' : '登记'}
        cancelTo={nodePath(chain.id, node.id)}
      />
    </EntryPage>
  )
}
