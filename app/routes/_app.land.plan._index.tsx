import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { PLAN_YEARS } from '~/land/domain/plan/plan'
import { suppliedUndated, yearsOfLand } from '~/land/server/plan/land-plan'
import { LandTabs } from '~/land/ui/land-tabs'
import { YearPlan } from '~/land/ui/plan/plan-table'
import { businessDay, yearOf } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('供地计划')

const EARLIEST = 2000
const LATEST = 2100 - PLAN_YEARS

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const asked = Number(new URL(args.request.url).searchParams.get('from') ?? '')
  const isYear = Number.isInteger(asked) && asked >= EARLIEST && asked <= LATEST
  const first = isYear ? asked : yearOf(businessDay(context.now))
  const [years, undated] = await Promise.all([yearsOfLand(context, first), suppliedUndated(context)])
  return { first, years, undated, maySet: can(context.actor, 'land.plan') }
}

export default function LandPlans() {
  const { first, years, undated, maySet } = useLoaderData<typeof loader>()
  return (
    <Page
      title="供地计划"
      note="已供：这一年里状态转为“供而未用”的现有地块，日期不详的不计；要地：这一年签约项目填报的用地。"
      actions={
        <>
          <LinkButton to={`/land/plan?from=${first - 1}`}>前一年</LinkButton>
          <LinkButton to={`/land/plan?from=${first + 1}`}>后一年</LinkButton>
        </>
      }
    >
      <LandTabs />
      {undated > 0 && (
        <p className="mb-3 text-sm text-grey-700">
          另有 <Link to="/plots?status=suppliedNotUsed&lacks=statusDay">{undated} 宗</Link>
          “供而未用”没有状态日期，不计入任何一年。
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {years.map((land) => (
          <YearPlan key={land.year} land={land} maySet={maySet} />
        ))}
      </div>
    </Page>
  )
}
