import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { openAt } from '~/pipeline/domain/figure-links'
import { COHORT_TITLES } from '~/pipeline/domain/grouping'
import { cohortsBy, everyIn } from '~/pipeline/domain/page-choices'
import { cohorts, heat } from '~/pipeline/server/single-figures'
import { answerPage } from '~/pipeline/server/page'
import { Choices } from '~/pipeline/ui/choices'
import { CohortTable } from '~/pipeline/ui/cohort-table'
import { HeatMap } from '~/pipeline/ui/heat-map'
import { Titled } from '~/pipeline/ui/legend'
import { PipelinePage } from '~/pipeline/ui/pipeline-page'
import { pageTitle } from '~/shared/product'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'

export const meta = () => pageTitle('同期群')

const EVERY = { month: '按月', quarter: '按季', year: '按年' }

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'figure.read')
  return answerPage(context, args.request, async ({ input, compareAsOf }, search) => {
    const [every, by] = [everyIn(search), cohortsBy(search)]
    const before = { ...input, asOf: compareAsOf }
    const [map, mapBefore, table, tableBefore] = await Promise.all([
      heat(context, { ...input, by: every }),
      heat(context, { ...before, by: every }),
      cohorts(context, { ...input, by }),
      cohorts(context, { ...before, by }),
    ])
    return {
      every,
      by,
      map: map.rows,
      landDayUnknown: map.landDayUnknown,
      startDayUnknown: map.rows.reduce((sum, row) => sum + row.startDayUnknown, 0),
      mapBefore: mapBefore.rows,
      rows: table.rows,
      rowsBefore: tableBefore.rows,
    }
  })
}

export default function Cohorts() {
  const { figures, ...asked } = useLoaderData<typeof loader>()
  const { basis, compareAsOf } = asked.question
  return (
    <PipelinePage {...asked}>
      {figures && figures.map.length === 0 && (
        <div className="panel">
          <EmptyState title="这一时段没有签约项目">换一个时段，或点“历年”看全部签约项目。</EmptyState>
        </div>
      )}
      {figures && figures.map.length > 0 && (
        <>
          <Panel
            title={<Titled title="签约后 3、6、12、24 个月走到哪一步" of={['cohort', 'landDay', 'startDay']} />}
            flush
            className="mb-4"
            actions={<Choices label="签约时间的粗细" name="every" names={EVERY} value={figures.every} />}
          >
            <HeatMap
              cohorts={figures.map}
              earlier={figures.mapBefore}
              open={openAt(basis)}
              openEarlier={openAt({ ...basis, asOf: compareAsOf })}
              landDayUnknown={figures.landDayUnknown}
              startDayUnknown={figures.startDayUnknown}
            />
          </Panel>
          <Panel
            title={
              <Titled
                title={`签约项目${figures.by === 'none' ? '' : `，按${COHORT_TITLES[figures.by]}`}`}
                of={['reached', 'notStarted', 'startRate', 'landDay']}
              />
            }
            flush
            actions={<Choices label="分组" name="by" names={COHORT_TITLES} value={figures.by} />}
          >
            <CohortTable rows={figures.rows} earlier={figures.rowsBefore} by={figures.by} basis={basis} />
          </Panel>
        </>
      )}
    </PipelinePage>
  )
}
