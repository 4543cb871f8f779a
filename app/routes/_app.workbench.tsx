import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { can } from '~/auth/domain/can'
import { requireCall } from '~/auth/server/call'
import { listUnits } from '~/auth/server/list-units'
import { importsWaiting } from '~/importing/server/imports-waiting'
import { projectsWaiting } from '~/projects/server/waiting'
import { DuePanel, NotStartedPanel } from '~/projects/ui/workbench'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { EmptyState } from '~/ui/empty-state'
import { Page, Panel } from '~/ui/page'
import { searchWith } from '~/ui/search-params'
import { Stat, Stats } from '~/ui/stat'

export const meta: MetaFunction = () => pageTitle('工作台')

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'workbench.read')
  const { actor } = call
  const [projects, imports, units] = await Promise.all([
    can(actor, 'project.read') ? projectsWaiting(call) : null,
    can(actor, 'import.run') ? importsWaiting(call) : null,
    can(actor, 'unit.manage') ? listUnits(call, { unconfirmed: true, limit: 8 }) : null,
  ])
  return { projects, imports, units, today: businessDay(call.now) }
}

export default function Workbench() {
  const { projects, imports, units, today } = useLoaderData<typeof loader>()
  const notStartedTo = `/projects${searchWith('', { notStarted: 1, status: 'active', unit: projects?.unit, sort: 'signedFrom' })}`
  const dueTo = `/projects${searchWith('', { nextStepBy: projects?.dueBy, unit: projects?.unit })}`
  const rowsWaiting = imports?.reduce((sum, each) => sum + each.held + each.duplicates, 0) ?? 0
  if (!projects && !units) {
    return <Page title="工作台"><div className="panel"><EmptyState title="今天没有等待您办理的事项" /></div></Page>
  }

  return (
    <Page title="工作台" note={`今天 ${today}，${projects?.unit ? '本单位' : '全县'}等待办理的事项`}>
      <Stats>
        {projects && <Stat label="签约未开工" value={projects.notStarted.total} unit="个" to={notStartedTo} tone={projects.notStarted.total > 0 ? 'warning' : 'plain'} />}
        {projects && <Stat label="七天内到期的工作" value={projects.due.total} unit="项" to={dueTo} />}
        {imports && <Stat label="台账待处理的行" value={rowsWaiting} unit="行" to="/imports" />}
        {units && <Stat label="待确认单位" value={units.total} unit="个" to="/settings/units?unconfirmed=true" />}
      </Stats>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {projects && <NotStartedPanel rows={projects.notStarted.items} total={projects.notStarted.total} to={notStartedTo} today={today} />}
        <div className="min-w-0 space-y-4">
          {projects && <DuePanel steps={projects.due.items} total={projects.due.total} to={dueTo} today={today} />}
          {imports && imports.length > 0 && <ImportsPanel imports={imports} />}
          {units && units.items.length > 0 && <UnitsPanel units={units.items} />}
        </div>
      </div>
    </Page>
  )
}

function ImportsPanel({ imports }: { imports: readonly { id: string; fileName: string; held: number; duplicates: number }[] }) {
  return (
    <Panel title="台账里等您处理的行">
      <ul className="space-y-1.5">
        {imports.map(({ id, fileName, held, duplicates }) => (
          <li key={id} className="flex items-baseline justify-between gap-3">
            <Link to={`/imports/${id}`} className="min-w-0 truncate">{fileName}</Link>
            <span className="flex-none text-sm text-grey-700">
              {[held > 0 && `待核 ${held} 行`, duplicates > 0 && `疑似重复 ${duplicates} 行`].filter(Boolean).join('，')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function UnitsPanel({ units }: { units: readonly { id: string; name: string }[] }) {
  return (
    <Panel title="待确认单位">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {units.map(({ id, name }) => <li key={id}><Link to={`/settings/units/${id}`}>{name}</Link></li>)}
      </ul>
    </Panel>
  )
}
