import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { FLOW_STATES } from '~/pipeline/domain/flow'
import { openAt, type Basis } from '~/pipeline/domain/figure-links'
import { groupIn } from '~/pipeline/domain/page-choices'
import { pace } from '~/pipeline/server/pace'
import { answerPage } from '~/pipeline/server/page'
import { Choices } from '~/pipeline/ui/choices'
import { Curves } from '~/pipeline/ui/curves'
import { FlowTable, Moves, stateName } from '~/pipeline/ui/flow-table'
import { GROUP_TITLES } from '~/pipeline/domain/grouping'
import { PipelinePage } from '~/pipeline/ui/pipeline-page'
import { Titled } from '~/pipeline/ui/legend'
import { LandDayNote } from '~/pipeline/ui/land-day-note'
import { SilentNote } from '~/pipeline/ui/silent-note'
import { StaysTable } from '~/pipeline/ui/stays-table'
import { pageTitle } from '~/shared/product'
import { FlowChart } from '~/ui/charts/flow-chart'
import { BarKey } from '~/ui/charts/bar'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'

export const meta = () => pageTitle('用时与流向')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'figure.read')
  return answerPage(context, args.request, async ({ input }, search) => {
    const groupBy = groupIn(search)
    return { groupBy, ...(await pace(context, { ...input, groupBy })) }
  })
}

export default function Pace() {
  const { figures, ...asked } = useLoaderData<typeof loader>()
  return <PipelinePage {...asked}>{figures && <Figures {...figures} basis={asked.question.basis} />}</PipelinePage>
}

type Answer = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['figures']>

const NEW = 'new'
const STATES = FLOW_STATES.map((state) => ({ key: state as string, label: stateName(state) }))

function Figures({
  groupBy,
  groups,
  stays,
  compare,
  flow,
  compareAsOf,
  landDayUnknown,
  startDayUnknown,
  silent,
  basis,
}: Answer & { basis: Basis }) {
  const open = openAt(basis)
  const moved = flow.links.reduce((sum, { from, to, count }) => sum + (from === to ? 0 : count), 0)
  return (
    <>
      <Panel
        title={<Titled title="签约后多久开工" of={['incidence', 'startDay']} />}
        className="mb-4"
        actions={<Choices label="分组" name="group" names={GROUP_TITLES} value={groupBy} />}
      >
        {groups.length === 0 ? (
          <EmptyState title="这一范围内没有签约项目" />
        ) : (
          <>
            <Curves groups={groups} startDayUnknown={startDayUnknown} by={groupBy} open={open} />
            <SilentNote count={silent} />
          </>
        )}
      </Panel>
      <Panel
        title={<Titled title="在各阶段停留多久" of={['stay', 'atStage']} />}
        flush
        className="mb-4"
        actions={<BarKey light="九成" dark="一半" />}
      >
        <StaysTable stays={stays} earlier={compare.stays} open={open} />
      </Panel>
      <Panel title={`${compareAsOf} 以来：${moved} 个项目换了位置`}>
        <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
          <div>
            {landDayUnknown > 0 && (
              <p className="mb-2">
                <LandDayNote count={landDayUnknown} open={open} before="到达供地的项目中" />
              </p>
            )}
            <Moves links={flow.links} earlier={compareAsOf} open={open} />
            <div className="mt-3">
              <FlowTable rows={flow.rows} earlier={compareAsOf} open={open} />
            </div>
          </div>
          <FlowChart
            left={[{ key: NEW, label: stateName(null) }, ...STATES]}
            right={STATES}
            ribbons={flow.links.map(({ from, to, count }) => ({ from: from ?? NEW, to, value: count }))}
            description={`${compareAsOf} 以来各阶段之间的流向，数字见表`}
          />
        </div>
      </Panel>
    </>
  )
}
