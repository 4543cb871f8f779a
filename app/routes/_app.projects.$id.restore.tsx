import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { restoreInput } from '~/projects/domain/record-inputs'
import { recordToActOn } from '~/projects/server/record-view'
import { restoreProject } from '~/projects/server/void-project'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { RestoreForm } from '~/projects/ui/record-actions/void-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('恢复项目')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.void')
  return { record: await recordToActOn(context, routeParams(args, 'id').id, 'restore') }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'project.void')
  const { id: projectId } = args.params as { id: string }
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await restoreProject(context, { projectId, ...parseInput(restoreInput, values) })
    return redirectWithFlash(`/projects/${projectId}`, '项目已恢复')
  })
}

export default function RestoreProjectPage() {
  const { record } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <RecordActionPage title="恢复项目" record={record}>
      <RestoreForm action={`${at}/restore`} reply={reply} cancelTo={at} />
    </RecordActionPage>
  )
}
