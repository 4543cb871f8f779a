import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { segmentsInput } from '~/chains/domain/chain'
import { editableSegments, saveSegments } from '~/chains/server/save-segments'
import { SegmentsForm } from '~/chains/ui/segments-form'
import { chainPath, underChain } from '~/chains/ui/trail'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { seenVersion } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`环节 ${data?.chain.name ?? ''}`)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  return editableSegments(context, args.params.id)
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'chain.manage')
  const { id } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { version, segments } = parseInput(seenVersion.extend(segmentsInput.shape), values)
    await saveSegments(context, { id, version, rows: segments })
    return redirectWithFlash(chainPath(id), '环节已保存')
  })
}

export default function ChainSegments() {
  const { chain, segments } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page title="环节" width="reading" crumbs={[...underChain(chain), { label: '环节' }]}>
      <Panel>
        <SegmentsForm
          key={chain.version}
          segments={segments}
          version={chain.version}
          reply={reply}
          cancelTo={chainPath(chain.id)}
        />
      </Panel>
    </Page>
  )
}
