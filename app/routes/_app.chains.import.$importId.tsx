import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { commitChains, readChainImport } from '~/importing/chains/server/import-chains'
import { ChainImportPage } from '~/importing/chains/ui/chain-import-page'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('导入产业链')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  return { batch: await readChainImport(context, args.params.importId) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const { importId: id } = routeParams(args, 'importId')
  return answerFormOnce(args, context, await formInput(args.request), async () => {
    await commitChains(context, id)
    return redirectWithFlash(`/chains/import/${id}`, '已写入')
  })
}

export default function ChainImport() {
  const { batch } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return <ChainImportPage batch={batch} reply={reply} />
}
