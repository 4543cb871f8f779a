import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { projectFit } from '~/chains/server/fit'
import { ProjectChain } from '~/chains/ui/project-chain'
import { mayPropose, plotsOfProject } from '~/land/server/allocation/project-plots'
import { factoriesOfProject } from '~/land/server/factory/factories'
import { ProjectPlots } from '~/land/ui/allocation/project-plots'
import { ProjectFactories } from '~/land/ui/factory/project-factories'
import { routeParams } from '~/platform/http/route-params'
import { changeNames } from '~/projects/server/change-names'
import { projectChanges, projectRecord } from '~/projects/server/record'
import { recordView } from '~/projects/server/record-view'
import type { Names } from '~/audit/domain/change-lines'
import { RecordPage } from '~/projects/ui/record/record-page'
import { membershipsOf } from '~/promotion/server/memberships'
import { MembershipPanel } from '~/promotion/ui/membership-panel'
import { latestScreenings } from '~/screening/server/read-screening'
import { ProjectScreening } from '~/screening/ui/project-screening'
import { claimsOfProject } from '~/screening/server/budgets/budgets'
import { ProjectBudgets } from '~/screening/ui/budgets/project-budgets'
import { systemNames } from '~/settings/server/names'
import { businessDay } from '~/shared/day'
import { valueAt } from '~/shared/present'
import { pageTitle } from '~/shared/product'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.record.name ?? '项目')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'project.read')
  const { id } = routeParams(args, 'id')
  const record = recordView(await projectRecord(context, id))
  const [memberships, plots, factories, fit, screening, claims] = await Promise.all([
    membershipsOf(context, [id]),
    plotsOfProject(context, id),
    factoriesOfProject(context, id),
    projectFit(context, id),
    latestScreenings(context, id),
    claimsOfProject(context, id),
  ])
  const mayPromote = can(context.actor, 'promotion.manage') && !record.mergedIntoId && !record.voided
  const { countyName: county } = await systemNames()
  const paper = { county, person: context.actor.name }
  const standing = !record.mergedIntoId && !record.voided && record.status !== 'ended'
  const land = { plots, rents: record.rents, mayPropose: standing && mayPropose(context) }
  const shown = {
    record,
    memberships: valueAt(memberships, id),
    mayPromote,
    land,
    factories,
    fit,
    screening,
    budgets: { claims, mayAsk: standing && can(context.actor, 'budget.ask') && record.may.edit },
    today: businessDay(context.now),
    ...paper,
  }
  if (new URL(args.request.url).searchParams.get('tab') !== 'changes') return { ...shown, changes: null, names: {} }
  const changes = await projectChanges(context, id)
  const names: Names = await changeNames(changes)
  return { ...shown, changes, names }
}

export default function ProjectRecordPage() {
  const { memberships, mayPromote, land, factories, fit, screening, budgets, ...page } = useLoaderData<typeof loader>()
  return (
    <RecordPage {...page}>
      {/* The sheet of a record is one A4: what is judged of it has papers of its own. */}
      <div className="space-y-4 empty:hidden print:hidden">
        <ProjectChain projectId={page.record.id} fit={fit} mayPlace={page.record.may.edit && !page.record.voided} />
        <ProjectScreening projectId={page.record.id} {...screening} />
        <ProjectFactories factories={factories} />
        <ProjectBudgets projectId={page.record.id} {...budgets} />
      </div>
      <ProjectPlots projectId={page.record.id} {...land} />
      <MembershipPanel project={page.record} memberships={memberships} today={page.today} mayManage={mayPromote} />
    </RecordPage>
  )
}
