import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import type { BreakdownRow, SizeRow } from '~/pipeline/domain/figures'
import { TABLE_TITLES } from '~/pipeline/domain/grouping'
import { tableIn } from '~/pipeline/domain/page-choices'
import { sizes } from '~/pipeline/server/single-figures'
import { answerPage } from '~/pipeline/server/page'
import { InWords, ProgressTable, ShareTable } from '~/pipeline/ui/breakdown-tables'
import { Choices } from '~/pipeline/ui/choices'
import { Titled } from '~/pipeline/ui/legend'
import { PipelinePage, samePage } from '~/pipeline/ui/pipeline-page'
import { pageTitle } from '~/shared/product'
import { EmptyState } from '~/ui/empty-state'
import { BarKey } from '~/ui/charts/bar'
import { searchWith } from '~/ui/search-params'
import { Panel } from '~/ui/page'

export const meta = () => pageTitle('规模与来源')

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'figure.read')
  return answerPage(context, args.request, async ({ input, compareAsOf }, search) => {
    const table = tableIn(search)
    const [now, then] = await Promise.all([
      sizes(context, { ...input, by: table }),
      sizes(context, { ...input, asOf: compareAsOf, by: table }),
    ])
    return { table, days: now.days, rows: now.rows as (BreakdownRow | SizeRow)[], earlier: then.rows as BreakdownRow[] }
  })
}

export default function Breakdowns() {
  const { figures, ...asked } = useLoaderData<typeof loader>()
  return <PipelinePage {...asked}>{figures && <Tables {...figures} question={asked.question} />}</PipelinePage>
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Tables({ table, days, rows, earlier, question }: NonNullable<Loaded['figures']> & Pick<Loaded, 'question'>) {
  const { basis } = question
  const page = samePage(question)
  const shared = {
    by: table,
    name: TABLE_TITLES[table],
    rows,
    earlier,
    basis,
    drill: (key: string) => '/pipeline' + searchWith(page(''), { [table]: key }),
  }
  return (
    <>
      <div className="mb-3">
        <Choices label="按什么分" name="table" names={TABLE_TITLES} value={table} />
      </div>
      {rows.every(({ signed }) => signed === 0) ? (
        <div className="panel">
          <EmptyState title="这一范围内没有签约项目">换一个时段或范围，或点“历年”看全部。</EmptyState>
        </div>
      ) : (
        <>
          <InWords rows={rows} asOf={basis.asOf} />
          <Panel title={`签约项目，按${TABLE_TITLES[table]}`} flush className="mb-4">
            <ShareTable {...shared} />
          </Panel>
          <Panel
            title={<Titled title="开工与逾期" of={['notStarted', 'startRate', 'overdue', 'verified', 'landDay']} />}
            flush
            actions={<BarKey light="填报开工" dark="认定开工" />}
          >
            <ProgressTable {...shared} days={days} />
          </Panel>
        </>
      )}
    </>
  )
}
