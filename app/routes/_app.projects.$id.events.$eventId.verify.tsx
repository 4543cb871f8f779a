import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { verificationInput } from '~/projects/domain/record-inputs'
import { eventToActOn } from '~/projects/server/record-view'
import { verifyStage } from '~/projects/server/verify-stage'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { VerificationForm } from '~/projects/ui/record-actions/verification-form'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('认定')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'stage.verify')
  return eventToActOn(context, routeParams(args, 'id', 'eventId'), 'verifyStage')
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'stage.verify')
  const { id, eventId } = routeParams(args, 'id', 'eventId')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const { note } = parseInput(verificationInput, values)
    await verifyStage(context, { projectId: id, eventId, note })
    return redirectWithFlash(`/projects/${id}`, '已认定')
  })
}

export default function VerifyStagePage() {
  const { record, event } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <RecordActionPage title="认定" record={record}>
      <VerificationForm
        event={event}
        rents={record.rents}
        action={`${at}/events/${event.id}/verify`}
        reply={reply}
        cancelTo={at}
      />
    </RecordActionPage>
  )
}
