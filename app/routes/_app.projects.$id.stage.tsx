import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { evidenceInput } from '~/projects/domain/record-inputs'
import { stageEventInput } from '~/projects/domain/input'
import { STAGE_NAMES } from '~/projects/domain/stages'
import { recordToActOn } from '~/projects/server/record-view'
import { recordStage } from '~/projects/server/record-stage'
import { withEvidence } from '~/projects/server/stored-evidence'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { StageForm } from '~/projects/ui/record-actions/stage-form'
import { businessDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('登记进展')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'stage.record')
  return {
    record: await recordToActOn(context, routeParams(args, 'id').id, 'recordStage'),
    today: businessDay(context.now),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'stage.record')
  const { id: projectId } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const event = parseInput(stageEventInput, values)
    const kind = parseInput(evidenceInput, values).evidenceKind ?? `${STAGE_NAMES[event.stage]}佐证`
    await withEvidence(uploadsOf(args.context, 'file')[0], kind, (evidence) =>
      recordStage(context, { projectId, event, evidence }),
    )
    return redirectWithFlash(`/projects/${projectId}`, `已登记“${STAGE_NAMES[event.stage]}”`)
  })
}

export default function RecordStagePage() {
  const { record, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  return (
    <RecordActionPage title="登记进展" record={record}>
      <StageForm record={record} today={today} action={`${at}/stage`} reply={reply} cancelTo={at} />
    </RecordActionPage>
  )
}
