import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { routeParams } from '~/platform/http/route-params'
import { evidenceInput, guardFactInput } from '~/projects/domain/record-inputs'
import { GUARD_FACT_NAMES, GUARD_FACTS } from '~/projects/domain/guards'
import { tickGuardFact } from '~/projects/server/guard-facts'
import { recordToActOn } from '~/projects/server/record-view'
import { withEvidence } from '~/projects/server/stored-evidence'
import { RecordActionPage } from '~/projects/ui/record-actions/record-action-page'
import { GuardFactForm } from '~/projects/ui/record-actions/guard-fact-form'
import { businessDay } from '~/shared/day'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'

export const meta: MetaFunction = () => pageTitle('登记前置条件')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'guardFact.tick')
  const asked = new URL(args.request.url).searchParams.get('kind')
  return {
    record: await recordToActOn(context, routeParams(args, 'id').id, 'tickGuardFact'),
    kind: GUARD_FACTS.find((kind) => kind === asked),
    today: businessDay(context.now),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'guardFact.tick')
  const { id: projectId } = routeParams(args, 'id')
  const values = await formInput(args.request)
  return answerFormOnce(args, context, values, async () => {
    const input = parseInput(guardFactInput, values)
    const kind = parseInput(evidenceInput, values).evidenceKind ?? GUARD_FACT_NAMES[input.kind]
    await withEvidence(uploadsOf(args.context, 'file')[0], kind, (evidence) =>
      tickGuardFact(context, { projectId, ...input, evidence }),
    )
    return redirectWithFlash(`/projects/${projectId}`, '前置条件已登记')
  })
}

export default function GuardFactsPage() {
  const { record, kind, today } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  const at = `/projects/${record.id}`
  const holds = record.guardFacts.find((fact) => fact.kind === kind)?.holds
  return (
    <RecordActionPage title="登记前置条件" record={record}>
      <GuardFactForm kind={kind} holds={holds} today={today} action={`${at}/guards`} reply={reply} cancelTo={at} />
    </RecordActionPage>
  )
}
