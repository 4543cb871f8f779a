import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { unitChoices } from '~/auth/server/list-units'
import { chainInput } from '~/chains/domain/chain'
import { createChain } from '~/chains/server/save-chain'
import { ChainForm } from '~/chains/ui/chain-form'
import { entryChoices } from '~/parks/server/entries'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('新建产业链')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const [units, parks] = await Promise.all([unitChoices(context), entryChoices(context, 'park')])
  return { units, parks }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { id } = await createChain(context, parseInput(chainInput, values))
    return redirectWithFlash(`/chains/${id}/segments`, '产业链已建立，接着列出环节')
  })
}

export default function NewChain() {
  const choices = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page title="新建产业链" width="reading" crumbs={[{ label: '产业链', to: '/chains' }, { label: '新建' }]}>
      <Panel>
        <ChainForm {...choices} reply={reply} submitLabel="建立" cancelTo="/chains" />
      </Panel>
    </Page>
  )
}
