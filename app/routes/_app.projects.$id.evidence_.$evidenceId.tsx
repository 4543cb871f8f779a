import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireCall } from '~/auth/server/call'
import { answerForm, formInput } from '~/platform/http/form-answer'
import { removalInput } from '~/projects/domain/deeds'
import { evidenceToActOn } from '~/projects/server/record-view'
import { removeEvidence } from '~/projects/server/remove-evidence'
import { DeedPage } from '~/projects/ui/deeds/deed-page'
import { EvidenceRemovalForm } from '~/projects/ui/deeds/evidence-removal-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('移除材料')

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'evidence.add')
  return evidenceToActOn(call, { id: args.params.id!, evidenceId: args.params.evidenceId! })
}

export async function action(args: ActionFunctionArgs) {
  const call = await requireCall(args, 'evidence.add')
  const { id: projectId, evidenceId } = args.params as { id: string; evidenceId: string }
  const values = await formInput(args.request)
  return answerForm(values, async () => {
    await removeEvidence(call, { projectId, evidenceId, ...parseInput(removalInput, values) })
    return redirectWithFlash(`/projects/${projectId}`, '材料已移除')
  })
}

export default function RemoveEvidencePage() {
  const { record, file } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <DeedPage title="移除材料" record={record}>
      <EvidenceRemovalForm file={file} action={`${at}/evidence/${file.id}`} reply={reply} cancelTo={at} />
    </DeedPage>
  )
}
