import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { openAt } from '~/pipeline/domain/figure-links'
import { groupIn, pageIn, sortIn } from '~/pipeline/domain/page-choices'
import { forecast, waiting } from '~/pipeline/server/single-figures'
import { answerPage } from '~/pipeline/server/page'
import { Choices } from '~/pipeline/ui/choices'
import { GROUP_TITLES } from '~/pipeline/domain/grouping'
import { Titled } from '~/pipeline/ui/legend'
import { OverdueTable } from '~/pipeline/ui/overdue-table'
import { PipelinePage } from '~/pipeline/ui/pipeline-page'
import { BackTests, Quarters } from '~/pipeline/ui/quarters'
import { SilentNote } from '~/pipeline/ui/silent-note'
import { pageTitle } from '~/shared/product'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta = () => pageTitle('开工预测')

const PER_PAGE = 50
const SORTS = { money: '按投资额', days: '按等待天数' }

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'figure.read')
  return answerPage(context, args.request, async ({ input, compareAsOf }, search) => {
    const [groupBy, sort, page] = [groupIn(search), sortIn(search), pageIn(search)]
    const [now, earlier, { items, silent }] = await Promise.all([
      forecast(context, { ...input, groupBy }),
      forecast(context, { ...input, asOf: compareAsOf, groupBy }),
      waiting(context, { ...input, groupBy, sort, limit: PER_PAGE, cursor: String((page - 1) * PER_PAGE) }),
    ])
    return { groupBy, sort, page, now, earlier, items, silent }
  })
}

export default function Forecast() {
  const { figures, ...asked } = useLoaderData<typeof loader>()
  return (
    <PipelinePage {...asked}>{figures && <Forecasts {...figures} open={openAt(asked.question.basis)} />}</PipelinePage>
  )
}

type Answer = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['figures']>

function Forecasts({
  groupBy,
  sort,
  page,
  now,
  earlier,
  items,
  silent,
  open,
}: Answer & { open: ReturnType<typeof openAt> }) {
  const pages = usePages({ total: now.waiting, page, size: PER_PAGE, shown: items.length })
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2 text-sm text-grey-600">
        按已等的长短和以往的快慢推算。快慢分开看：
        <Choices label="同类" name="group" names={GROUP_TITLES} value={groupBy} />
      </div>
      <div className="mb-4 grid grid-cols-1 gap-4 xl:grid-cols-2 print:grid-cols-2">
        <Panel title={<Titled title="接下来几个季度" of={['notStarted', 'forecast']} />}>
          <Quarters now={now} then={earlier} asOf={now.asOf} open={open} />
          <SilentNote count={silent} />
        </Panel>
        <Panel title="这样预测准不准">
          <BackTests figures={now} open={open} />
        </Panel>
      </div>
      <Panel
        title={<Titled title={`未开工的 ${now.waiting} 个项目`} of={['notStarted', 'halfYear']} />}
        flush
        actions={<Choices label="排序" name="sort" names={SORTS} value={sort} />}
      >
        {now.waiting === 0 ? (
          <EmptyState title="没有未开工的项目" />
        ) : (
          <OverdueTable
            caption={`未开工的项目与半年内开工的可能，${SORTS[sort]}`}
            items={items}
            first={(page - 1) * PER_PAGE + 1}
          />
        )}
        {now.waiting > PER_PAGE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="个项目" />
          </div>
        )}
      </Panel>
      <p className="mt-2 text-sm text-grey-600">推算只说明快慢，不代替承诺的时间。</p>
    </>
  )
}
