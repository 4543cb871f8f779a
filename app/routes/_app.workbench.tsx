import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { Presentation } from 'lucide-react'
import type { ReactNode } from 'react'
import { hasRole, type Actor } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { requireCall } from '~/auth/server/call'
import { listUnits } from '~/auth/server/list-units'
import { loadWorkCalendar } from '~/calendar/server/work-calendar'
import { MissingYear } from '~/calendar/ui/missing-year'
import { importsWaiting } from '~/importing/tables/server/imports-waiting'
import { asOfWords, periodWords } from '~/pipeline/domain/period'
import { askedOfBriefing, briefing } from '~/pipeline/server/briefing'
import { BriefingBody } from '~/pipeline/ui/briefing-page'
import { projectsWaiting } from '~/projects/server/waiting'
import { DuePanel, NotStartedPanel } from '~/projects/ui/workbench'
import { businessDay } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { missingYear } from '~/shared/working-days'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Page, Panel } from '~/ui/page'
import { PrintButton } from '~/ui/print'
import { searchWith } from '~/ui/search-params'
import { Stat, Stats } from '~/ui/stat'
import { Tabs } from '~/ui/tabs'

export const meta: MetaFunction = () => pageTitle('工作台')

type View = 'briefing' | 'tasks'

/** The briefing is for those who look over all: leaders see it first, who prepares or checks it by a tab. */
function viewOf(actor: Actor, search: URLSearchParams): { view: View; both: boolean } {
  if (!hasRole(actor, 'leader', 'bureau', 'inspector')) return { view: 'tasks', both: false }
  const asked = search.get('view')
  const own = hasRole(actor, 'leader') ? 'briefing' : 'tasks'
  return { view: asked === 'briefing' || asked === 'tasks' ? asked : own, both: true }
}

export async function loader(args: LoaderFunctionArgs) {
  const call = await requireCall(args, 'workbench.read')
  const { actor } = call
  const search = new URL(args.request.url).searchParams
  const { view, both } = viewOf(actor, search)
  const today = businessDay(call.now)
  if (view === 'briefing')
    return { view, both, today, briefing: await briefing(call, askedOfBriefing(args.request)), tasks: null }
  const [projects, imports, units, calendar] = await Promise.all([
    can(actor, 'project.read') ? projectsWaiting(call) : null,
    can(actor, 'import.run') ? importsWaiting(call) : null,
    can(actor, 'unit.manage') ? listUnits(call, { unconfirmed: true, limit: 8 }) : null,
    can(actor, 'calendar.manage') ? loadWorkCalendar() : null,
  ])
  return {
    view,
    both,
    today,
    briefing: null,
    tasks: { projects, imports, units, yearMissing: calendar && missingYear(calendar, today) },
  }
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Workbench() {
  const { view, both, today, briefing: told, tasks } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const tabs = both && <ViewTabs view={view} />
  if (told) {
    const { asOf, compareAsOf, knownOn } = told.clocks
    const { signedFrom, signedTo } = told.period
    return (
      <Page
        title="签约开工简报"
        note={`${signedFrom || signedTo ? `${periodWords(told.period)}签约的项目，` : ''}${asOfWords(asOf, today)}${asOf === today ? '（今天）' : ''}${knownOn ? `，按 ${knownOn} 已登记的情况` : ''}，上期为 ${compareAsOf}；点数字看项目`}
        actions={
          <>
            <LinkButton to={`/wall${searchWith(params, { view: null })}`} icon={Presentation}>
              大屏
            </LinkButton>
            <PrintButton />
          </>
        }
      >
        {tabs}
        <BriefingBody briefing={told} />
      </Page>
    )
  }
  return <Tasks {...tasks!} today={today} tabs={tabs} />
}

function ViewTabs({ view }: { view: View }) {
  const tab = (to: View, label: string) => ({ label, to: `/workbench?view=${to}`, active: view === to })
  return <Tabs label="工作台" items={[tab('briefing', '领导简报'), tab('tasks', '待办事项')]} />
}

function Tasks({
  projects,
  imports,
  units,
  yearMissing,
  today,
  tabs,
}: NonNullable<Data['tasks']> & { today: string; tabs: ReactNode }) {
  const notStartedTo = `/projects${searchWith('', { notStarted: 1, status: 'active', unit: projects?.unit, sort: 'signedFrom' })}`
  const dueTo = `/projects${searchWith('', { nextStepBy: projects?.dueBy, unit: projects?.unit })}`
  const rowsWaiting = imports?.reduce((sum, each) => sum + each.held + each.duplicates, 0) ?? 0
  if (!projects && !units) {
    return (
      <Page title="工作台">
        <div className="panel">
          <EmptyState title="今天没有等待您办理的事项" />
        </div>
      </Page>
    )
  }

  return (
    <Page title="工作台" note={`今天 ${today}，${projects?.unit ? '本单位' : '全县'}等待办理的事项`}>
      {tabs}
      {yearMissing && (
        <div className="mb-4">
          <MissingYear year={yearMissing} editable />
        </div>
      )}
      <Stats>
        {projects && (
          <Stat
            label="签约未开工"
            value={projects.notStarted.total}
            unit="个"
            to={notStartedTo}
            tone={projects.notStarted.total > 0 ? 'warning' : 'plain'}
            note="不含暂缓、终止"
          />
        )}
        {projects && <Stat label="七天内到期（含已过期）" value={projects.due.total} unit="项" to={dueTo} />}
        {imports && <Stat label="台账待处理的行" value={rowsWaiting} unit="行" to="/imports" />}
        {units && <Stat label="待确认单位" value={units.total} unit="个" to="/settings/units?unconfirmed=true" />}
      </Stats>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {projects && (
          <NotStartedPanel
            rows={projects.notStarted.items}
            total={projects.notStarted.total}
            to={notStartedTo}
            today={today}
          />
        )}
        <div className="min-w-0 space-y-4">
          {projects && <DuePanel steps={projects.due.items} total={projects.due.total} to={dueTo} today={today} />}
          {imports && imports.length > 0 && <ImportsPanel imports={imports} />}
          {units && units.items.length > 0 && <UnitsPanel units={units.items} />}
        </div>
      </div>
    </Page>
  )
}

function ImportsPanel({
  imports,
}: {
  imports: readonly { id: string; fileName: string; held: number; duplicates: number }[]
}) {
  return (
    <Panel title="台账里等您处理的行">
      <ul className="space-y-1.5">
        {imports.map(({ id, fileName, held, duplicates }) => (
          <li key={id} className="flex items-baseline justify-between gap-3">
            <Link to={`/imports/${id}`} className="min-w-0 truncate">
              {fileName}
            </Link>
            <span className="flex-none text-sm text-grey-700">
              {[held > 0 && `待核 ${held} 行`, duplicates > 0 && `疑似重复 ${duplicates} 行`]
                .filter(Boolean)
                .join('，')}
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
        {units.map(({ id, name }) => (
          <li key={id}>
            <Link to={`/settings/units/${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
