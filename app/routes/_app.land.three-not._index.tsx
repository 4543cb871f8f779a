import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { can } from '~/auth/domain/can'
import { requireContext } from '~/auth/server/request-context'
import { reductionTasks, threeNotTrend } from '~/land/server/plan/three-not'
import { LandTabs } from '~/land/ui/land-tabs'
import { ReductionTable } from '~/land/ui/plan/reduction-table'
import { ThreeNotTable } from '~/land/ui/plan/three-not-table'
import { businessDay, dayOf, isDay, yearOf } from '~/shared/day'
import { pageTitle } from '~/shared/product'
import { Button, LinkButton } from '~/ui/button'
import { DayInput } from '~/ui/day-field'
import { Field } from '~/ui/field'
import { Page, Panel } from '~/ui/page'

export const meta: MetaFunction = () => pageTitle('三未土地')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'plot.read')
  const search = new URL(args.request.url).searchParams
  const today = businessDay(context.now)
  const asked = (name: string) => {
    const day = search.get(name)
    return day && isDay(day) && day <= today ? day : undefined
  }
  const to = asked('to') ?? today
  const yearsStart = dayOf(yearOf(to), 1, 1)
  const from = asked('from') ?? yearsStart
  const knownOn = asked('knownOn')
  const days = from <= to ? { from, to } : { from: to, to: from }
  const year = yearOf(days.to)
  const [rows, tasks] = await Promise.all([
    threeNotTrend(context, { ...days, knownOn }),
    reductionTasks(context, { year, to: days.to, knownOn }),
  ])
  return { ...days, knownOn, year, rows, tasks, mayManage: can(context.actor, 'land.setTask') }
}

export default function ThreeNot() {
  const { from, to, knownOn, year, rows, tasks, mayManage } = useLoaderData<typeof loader>()
  return (
    <Page title="三未土地" note="批而未征、征而未供、供而未用，按状态变化的日期统计，单位亩；点数字看是哪些地块。">
      <LandTabs />
      <Form method="get" className="mb-3 flex flex-wrap items-end gap-2 print:hidden">
        <Field label="从" name="from" className="w-40">
          <DayInput key={from} name="from" defaultValue={from} />
        </Field>
        <Field label="到" name="to" className="w-40">
          <DayInput key={to} name="to" defaultValue={to} />
        </Field>
        <Field label="按哪天已知的" name="knownOn" className="w-40">
          <DayInput key={knownOn} name="knownOn" defaultValue={knownOn} />
        </Field>
        <Button type="submit">查询</Button>
      </Form>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Panel title={`${from} 至 ${to} 的变化`} flush>
          <ThreeNotTable rows={rows} from={from} to={to} knownOn={knownOn} />
        </Panel>
        <Panel
          title={`${year} 年消化任务`}
          flush
          actions={
            mayManage && (
              <LinkButton to={`/land/three-not/task?year=${year}`} size="small" tone="quiet" icon={Plus}>
                下达任务
              </LinkButton>
            )
          }
        >
          <ReductionTable tasks={tasks} to={to} knownOn={knownOn} mayManage={mayManage} />
        </Panel>
      </div>
    </Page>
  )
}
