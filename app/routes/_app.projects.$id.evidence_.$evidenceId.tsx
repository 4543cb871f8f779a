import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { removalInput } from '~/projects/domain/record-inputs'
import { evidenceToActOn } from '~/projects/server/record-view'
import { removeEvidence } from '~/projects/server/remove-evidence'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { EvidenceRemovalForm } from '~/projects/ui/record-actions/evidence-removal-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('移除材料')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'evidence.add')
  return evidenceToActOn(context, routeParams(args, 'id', 'evidenceId'))
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'evidence.add')
  const { id: projectId, evidenceId } = routeParams(args, 'id', 'evidenceId')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    await removeEvidence(context, { projectId, evidenceId, ...parseInput(removalInput, values) })
    return redirectWithFlash(`/projects/${projectId}`, '材料已移除')
  })
}

export default function RemoveEvidencePage() {
  const { record, file } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <RecordActionPage title="移除材料" record={record}>
      <EvidenceRemovalForm file={file} action={`${at}/evidence/${file.id}`} reply={reply} cancelTo={at} />
    </RecordActionPage>
  )
}
