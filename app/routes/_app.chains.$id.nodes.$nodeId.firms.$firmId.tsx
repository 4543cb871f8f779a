import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { firmInput } from '~/chains/domain/firm'
import { nodeAt } from '~/chains/server/choices'
import { createFirm, deleteFirm, editableFirm, editFirm } from '~/chains/server/save-firm'
import { FirmForm } from '~/chains/ui/firm-form'
import { entryChoices } from '~/parks/server/entries'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('本地企业')

const NEW = 'new'

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chainFirm.edit')
  const { id: chainId, nodeId, firmId } = routeParams(args, 'id', 'nodeId', 'firmId')
  const { node, chain } = await nodeAt(context, { chainId, nodeId })
  const [firm, parks] = await Promise.all([
    firmId === NEW ? null : editableFirm(context, firmId),
    entryChoices(context, 'park'),
  ])
  return { node, chain, firm, parks }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chainFirm.edit')
  const { id: chainId, nodeId, firmId: id } = routeParams(args, 'id', 'nodeId', 'firmId')
  const sent = await formInput(args.request)
  const at = `/chains/${chainId}/nodes/${nodeId}`
  if (sent.intent === 'delete') {
    return answerFormOnce(args, context, sent, async () => {
      await deleteFirm(context, { id, version: parseInput(seenVersion, sent).version })
      return redirectWithFlash(at, '企业已移除')
    })
  }
  if (id === NEW) {
    return answerFormOnce(args, context, sent, async () => {
      await createFirm(context, nodeId, parseInput(firmInput, sent))
      return redirectWithFlash(at, '企业已登记')
    })
  }
  const values = withPicks(sent, await editableFirm(context, id))
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await editFirm(context, { id, version, input: parseInput(firmInput, values) })
    return redirectWithFlash(at, '已保存')
  })
}

export default function Firm() {
  const { node, chain, firm, parks } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/chains/${chain.id}/nodes/${node.id}`
  const title = firm ? '编辑本地企业' : '登记本地企业'
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
        firm && (
          <ConfirmDialog
            label="移除"
            icon={Trash2}
            title={`从节点“${node.name}”移除“${firm.name}”？`}
            confirmLabel="移除"
            fields={{ intent: 'delete', version: String(firm.version) }}
          >
            移除后不能恢复，日志里仍有记录。
          </ConfirmDialog>
        )
      }
    >
      <Panel>
        <FirmForm
          values={firm?.values}
          version={firm?.version}
          parks={parks}
          reply={reply}
          submitLabel={firm ? '保存' : '登记'}
          cancelTo={at}
        />
      </Panel>
    </Page>
  )
}
