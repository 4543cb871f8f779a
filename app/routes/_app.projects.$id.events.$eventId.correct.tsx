import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { correctionInput } from '~/projects/domain/record-inputs'
import { correctStage } from '~/projects/server/correct-stage'
import { eventToActOn } from '~/projects/server/record-view'
import { CorrectionForm } from '~/projects/ui/record-actions/correction-form'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('更正或撤回')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'stage.correct')
  return eventToActOn(context, routeParams(args, 'id', 'eventId'), 'correctStage')
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'stage.correct')
  const { id, eventId } = routeParams(args, 'id', 'eventId')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const correction = parseInput(correctionInput, values)
    await correctStage(context, { projectId: id, eventId, ...correction })
    return redirectWithFlash(`/projects/${id}`, correction.stage === 'withdrawn' ? '已撤回' : '已更正')
  })
}

export default function CorrectStagePage() {
  const { record, event } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <RecordActionPage title="更正或撤回" record={record}>
      <CorrectionForm
        event={event}
        record={record}
        action={`${at}/events/${event.id}/correct`}
        reply={reply}
        cancelTo={at}
      />
    </RecordActionPage>
  )
}
