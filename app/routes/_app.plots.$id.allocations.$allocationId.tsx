import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { ALLOCATION_STEPS, STEP_RULES, stepInput } from '~/land/domain/allocation/allocation-step'
import { allocationRecord } from '~/land/server/allocation/allocation-record'
import { takeStep } from '~/land/server/allocation/take-step'
import { AllocationPage } from '~/land/ui/allocation/allocation-page'
import { uploadsOf } from '~/platform/http/context'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { withEvidence } from '~/projects/server/stored-evidence'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { redirectWithFlash } from '~/ui/flash'
import { replyOf } from '~/ui/form-reply'

export const meta: MetaFunction<typeof loader> = ({ data: found }) =>
  pageTitle(`选址与供地 ${found?.allocation.plot.code ?? ''}`)

const stepOf = (asked: unknown) => ALLOCATION_STEPS.find((step) => step === asked)

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const { id, allocationId } = args.params
  const allocation = await allocationRecord(context, id, allocationId)
  const asked = stepOf(new URL(args.request.url).searchParams.get('step'))
  return { allocation, asked: asked && allocation.next.includes(asked) ? asked : null }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'plot.hold')
  const { id: plotId, allocationId } = args.params
  const { id } = await allocationRecord(context, plotId, allocationId)
  const values = await formInput(args.request)
  const step = stepOf(values.intent)
  if (!step) throw data('unknown intent', 400)
  return answerFormOnce(args, context, values, async () => {
    const given = parseInput(stepInput(step), values)
    const { label, paper: kind = label } = STEP_RULES[step]
    await withEvidence(uploadsOf(args.context, 'file')[0], kind, (paper) =>
      takeStep(context, { id, step, given, paper }),
    )
    return redirectWithFlash(`/plots/${plotId}/allocations/${id}`, `已登记“${label}”`)
  })
}

export default function Allocation() {
  const { allocation, asked } = useLoaderData<typeof loader>()
  const reply = replyOf(useActionData<typeof action>())
  const step = stepOf(reply?.values?.intent) ?? asked
  return <AllocationPage allocation={allocation} step={step} reply={reply} />
}
