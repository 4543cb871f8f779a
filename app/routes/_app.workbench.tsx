import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Presentation } from 'lucide-react'
import type { ReactNode } from 'react'
import { hasRole, type Actor, type RoleId } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { asOfWords, periodWords } from '~/pipeline/domain/period'
import { askedOfBriefing, briefing } from '~/pipeline/server/briefing'
import { BriefingBody } from '~/pipeline/ui/briefing-page'
import { brought } from '~/rooms'
import { systemNames } from '~/settings/server/names'
import { businessDay, type Day } from '~/shared/day'
import type { Duty } from '~/shared/duty'
import { pageTitle } from '~/shared/product'
import { LinkButton } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { PrintButton } from '~/ui/print'
import { searchWith } from '~/ui/search-params'
import { Tabs } from '~/ui/tabs'
import { Duties } from '~/workbench/ui/duties'

export const meta: MetaFunction = () => pageTitle('工作台')

type View = 'briefing' | 'tasks'

/** They look over all and have nothing to do in the program themselves. */
const WATCHES: readonly RoleId[] = ['leader', 'inspector']

/** The briefing is for those who look over all: whoever has duties too sees it by a tab. */
function viewOf(actor: Actor, search: URLSearchParams): { view: View; both: boolean } {
  if (!hasRole(actor, 'bureau', ...WATCHES)) return { view: 'tasks', both: false }
  if (actor.roles.every((role) => WATCHES.includes(role))) return { view: 'briefing', both: false }
  const asked = search.get('view')
  const own = hasRole(actor, 'leader') ? 'briefing' : 'tasks'
  return { view: asked === 'briefing' || asked === 'tasks' ? asked : own, both: true }
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'workbench.read')
  const { actor } = context
  const search = new URL(args.request.url).searchParams
  const { view, both } = viewOf(actor, search)
  const today = businessDay(context.now)
  if (view === 'briefing')
    return { view, both, today, briefing: await briefing(context, askedOfBriefing(args.request)), tasks: null }
  const found = await Promise.all(brought('duties').map((dutiesOf) => dutiesOf(context)))
  const duties = found.flat().toSorted((one, other) => one.order - other.order)
  const ownUnit = can(actor, 'project.edit') && !hasRole(actor, 'bureau')
  const whose = ownUnit ? '本单位' : (await systemNames()).countyName || '全县'
  return { view, both, today, briefing: null, tasks: { duties, whose, mayRead: can(actor, 'project.read') } }
}

export default function Workbench() {
  const { view, both, today, briefing: prepared, tasks } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const tabs = both && <ViewTabs view={view} />
  if (prepared) {
    const { asOf, compareAsOf, knownOn } = prepared.clocks
    const { signedFrom, signedTo } = prepared.period
    return (
      <Page
        title="签约开工简报"
        note={`${signedFrom || signedTo ? `${periodWords(prepared.period)}签约的项目，` : ''}${asOfWords(asOf, today)}${asOf === today ? '（今天）' : ''}${knownOn ? `，按 ${knownOn} 已登记的情况` : ''}，上期为 ${compareAsOf}；点数字看项目`}
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
        <BriefingBody briefing={prepared} />
      </Page>
    )
  }
  return <Tasks {...tasks!} today={today} tabs={tabs} />
}

function ViewTabs({ view }: { view: View }) {
  const tab = (to: View, label: string) => ({ label, to: `/workbench?view=${to}`, active: view === to })
  return <Tabs label="工作台" items={[tab('briefing', '领导简报'), tab('tasks', '待办事项')]} />
}

interface TasksProps {
  duties: readonly Duty[]
  /** the county, or the user's unit */
  whose: string
  mayRead: boolean
  today: Day
  tabs: ReactNode
}

function Tasks({ duties, whose, mayRead, today, tabs }: TasksProps) {
  if (duties.length === 0) {
    return (
      <Page title="工作台">
        <div className="panel">
          <EmptyState
            title="今天没有等待您办理的事项"
            actions={
              mayRead && (
                <>
                  <LinkButton to="/projects">看项目</LinkButton>
                  <LinkButton to="/pipeline">看签约开工情况</LinkButton>
                </>
              )
            }
          />
        </div>
      </Page>
    )
  }
  return (
    <Page title="工作台" note={`今天 ${today}，${whose}等待办理的事项`}>
      {tabs}
      <Duties duties={duties} today={today} />
    </Page>
  )
}
