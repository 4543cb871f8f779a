import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useParams } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { routeParams } from '~/platform/http/route-params'
import { revealPersonal } from '~/projects/server/contacts'
import { readProject } from '~/projects/server/read'
import { LinkButton } from '~/ui/button'
import { Page } from '~/ui/page'

/** Nothing is shown by the address alone: only a deliberate POST shows a phone, and is logged. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'personal.reveal')
  await readProject(context, routeParams(args, 'id').id)
  return null
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'personal.reveal')
  const { id: projectId, valueId } = routeParams(args, 'id', 'valueId')
  return revealPersonal(context, { projectId, valueId })
}

export default function RevealedPage() {
  const { id } = useParams()
  const shown = useActionData<typeof action>()
  return (
    <Page title="联系电话" width="reading">
      <p className="text-xl">{shown?.value ?? '请在项目页点“查看”。'}</p>
      {shown?.value && <p className="mt-1 text-sm text-grey-600">这次查看已记录。</p>}
      <LinkButton to={`/projects/${id}`} className="mt-4">
        返回项目
      </LinkButton>
    </Page>
  )
}
