import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { planInput } from '~/land/domain/plan/plan'
import { editablePlan, setPlan } from '~/land/server/plan/land-plan'
import { PlanForm } from '~/land/ui/plan/plan-form'
import { answerFormOnce, formInput } from '~/platform/http/form-answer'
import { notFound } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { pageTitle } from '~/shared/product'
import { withPicks } from '~/shared/versions'
import { redirectWithFlash } from '~/ui/flash'
import { Page } from '~/ui/page'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`${data?.year ?? ''} 年供地计划`)

/** @throws notFound for what is no year of a plan */
function yearIn({ year }: { year?: string }): number {
  if (!/^20\d\d$/.test(year ?? '')) throw notFound('这一年的计划')
  return Number(year)
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'land.plan')
  return editablePlan(context, yearIn(args.params))
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args, 'land.plan')
  const stored = await editablePlan(context, yearIn(args.params))
  const values = withPicks(await formInput(args.request), stored)
  return answerFormOnce(args, context, values, async () => {
    await setPlan(context, { year: stored.year, ...parseInput(planInput, values) })
    return redirectWithFlash(`/land/plan?from=${stored.year}`, '计划已保存')
  })
}

export default function SetLandPlan() {
  const { year, ...form } = useLoaderData<typeof loader>()
  const reply = useActionData<typeof action>()
  return (
    <Page
      title={`${year} 年供地计划`}
      width="reading"
      crumbs={[{ label: '供地计划', to: `/land/plan?from=${year}` }, { label: `${year} 年` }]}
    >
      <div className="panel px-4 pt-4">
        <PlanForm {...form} reply={reply} />
      </div>
    </Page>
  )
}
