import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireCall } from '~/auth/server/call'
import { answerForm, formInput } from '~/platform/http/form-answer'
import { correctionInput } from '~/projects/domain/deeds'
import { correctStage } from '~/projects/server/correct-stage'
import { eventToActOn } from '~/projects/server/record-view'
import { CorrectionForm } from '~/projects/ui/deeds/correction-form'
import { DeedPage } from '~/projects/ui/deeds/deed-page'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('更正或撤回')

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'stage.correct')
  return eventToActOn(call, { id: args.params.id!, eventId: args.params.eventId! }, 'correctStage')
}

export async function action(args: ActionFunctionArgs) {
  const call = await requireCall(args, 'stage.correct')
  const { id, eventId } = args.params as { id: string; eventId: string }
  const values = await formInput(args.request)
  return answerForm(values, async () => {
    const correction = parseInput(correctionInput, values)
    await correctStage(call, { projectId: id, eventId, ...correction })
    return redirectWithFlash(`/projects/${id}`, correction.stage === 'withdrawn' ? '已撤回' : '已更正')
  })
}

export default function CorrectStagePage() {
  const { record, event } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <DeedPage title="更正或撤回" record={record}>
      <CorrectionForm event={event} action={`${at}/events/${event.id}/correct`} reply={reply} cancelTo={at} />
    </DeedPage>
  )
}
