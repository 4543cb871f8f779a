import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { evidenceInput } from '~/projects/domain/record-inputs'
import { addEvidence } from '~/projects/server/evidence'
import { recordToActOn } from '~/projects/server/record-view'
import { withEvidence } from '~/projects/server/stored-evidence'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { EvidenceForm } from '~/projects/ui/record-actions/evidence-form'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('上传佐证')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'evidence.add')
  const record = await recordToActOn(context, routeParams(args, 'id').id, 'addEvidence')
  const asked = new URL(args.request.url).searchParams.get('event')
  return { record, event: record.events.find(({ id }) => id === asked) }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'evidence.add')
  const { id: projectId } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const kind = parseInput(evidenceInput, values).evidenceKind ?? '佐证材料'
    const eventId = typeof values.eventId === 'string' ? values.eventId : undefined
    await withEvidence(uploadsOf(args.context, 'file')[0], kind, async (file) => {
      if (!file) throw invalidField('file', '请选择要上传的文件', 'required')
      return addEvidence(context, { projectId, eventId, file })
    })
    return redirectWithFlash(`/projects/${projectId}`, '材料已上传')
  })
}

export default function EvidencePage() {
  const { record, event } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <RecordActionPage title={event ? '上传佐证' : '上传材料'} record={record}>
      <EvidenceForm event={event} rents={record.rents} action={`${at}/evidence`} reply={reply} cancelTo={at} />
    </RecordActionPage>
  )
}
