import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { requireContext } from '~/auth/server/request-context'
import { unitChoices } from '~/auth/server/list-units'
import { chainInput } from '~/chains/domain/chain'
import { deleteChain, editableChain, editChain } from '~/chains/server/save-chain'
import { ChainForm } from '~/chains/ui/chain-form'
import { chainPath, underChain } from '~/chains/ui/trail'
import { entryChoices } from '~/parks/server/entries'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion, withPicks } from '~/shared/versions'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`编辑 ${data?.name ?? '产业链'}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const chain = await editableChain(context, args.params.id)
  const [units, parks] = await Promise.all([unitChoices(context), entryChoices(context, 'park')])
  return { ...chain, units, parks }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const { id } = routeParams(args, 'id')
  const sent = await formInput(args.request)
  if (sent.intent === 'delete') {
    return answerFormOnce(args, context, sent, async () => {
      const { version } = parseInput(seenVersion, sent)
      await deleteChain(context, { id, version, nodes: Number(sent.nodes) || 0 })
      return redirectWithFlash('/chains', '产业链已删除')
    })
  }
  const values = withPicks(sent, await editableChain(context, id))
  return answerFormOnce(args, context, values, async () => {
    const { version } = parseInput(seenVersion, values)
    await editChain(context, { id, version, input: parseInput(chainInput, values) })
    return redirectWithFlash(chainPath(id), '已保存')
  })
}

export default function EditChain() {
  const { id, name, version, values, going, units, parks } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = chainPath(id)
  return (
    <Page
      title="编辑产业链"
      width="reading"
      crumbs={[...underChain({ id, name }), { label: '编辑' }]}
      actions={
        <ConfirmDialog
          label="删除"
          icon={Trash2}
          title={`删除产业链“${name}”？`}
          confirmLabel="删除"
          fields={{ intent: 'delete', version: String(version), nodes: String(going.nodes) }}
        >
          {`其中 ${going.nodes} 个节点、登记的 ${going.firms} 家本地企业和 ${going.targets} 家目标企业一并删除；项目本身不动。删除后不能恢复，日志里仍有记录。`}
        </ConfirmDialog>
      }
    >
      <Panel>
        <ChainForm
          values={values}
          version={version}
          units={units}
          parks={parks}
          reply={reply}
          submitLabel="保存"
          cancelTo={at}
        />
      </Panel>
    </Page>
  )
}
