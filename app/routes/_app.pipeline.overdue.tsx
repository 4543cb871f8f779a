import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '~/auth/server/request-context'
import { openAt } from '~/pipeline/domain/figure-links'
import { pageIn, sortIn } from '~/pipeline/domain/page-choices'
import { overdue } from '~/pipeline/server/single-figures'
import { answerPage } from '~/pipeline/server/page'
import { Choices } from '~/pipeline/ui/choices'
import { FigureLink } from '~/pipeline/ui/figure-link'
import { LateFigures } from '~/pipeline/ui/late-figures'
import { Titled } from '~/pipeline/ui/legend'
import { OverdueTable } from '~/pipeline/ui/overdue-table'
import { PipelinePage } from '~/pipeline/ui/pipeline-page'
import { UnitsLate } from '~/pipeline/ui/units-late'
import { pageTitle } from '~/shared/product'
import { EmptyState } from '~/ui/empty-state'
import { Panel } from '~/ui/page'
import { Pager, usePages } from '~/ui/pager'

export const meta = () => pageTitle('未开工')

const PER_PAGE = 50
const SORTS = { money: '按投资额', days: '按等待天数' }

export async function loader(args: LoaderFunctionArgs) {
  const context = await requireContext(args, 'figure.read')
  return answerPage(context, args.request, async ({ input, compareAsOf }, search) => {
    const [sort, page] = [sortIn(search), pageIn(search)]
    const [late, soon, before] = await Promise.all([
      overdue(context, { ...input, sort, limit: PER_PAGE, cursor: String((page - 1) * PER_PAGE) }),
      overdue(context, { ...input, sort, soon: true, limit: PER_PAGE }),
      overdue(context, { ...input, asOf: compareAsOf, limit: 1 }),
    ])
    return { sort, page, late, soon, before: before.summary }
  })
}

export default function Overdue() {
  const { figures, ...asked } = useLoaderData<typeof loader>()
  return (
    <PipelinePage {...asked}>
      {figures && <Lists {...figures} basis={asked.question.basis} compareAsOf={asked.question.compareAsOf} />}
    </PipelinePage>
  )
}

type Answer = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['figures']>
type Question = ReturnType<typeof useLoaderData<typeof loader>>['question']

function Lists({
  sort,
  page,
  late,
  soon,
  before,
  basis,
  compareAsOf,
}: Answer & Pick<Question, 'basis' | 'compareAsOf'>) {
  const open = openAt(basis)
  const openEarlier = openAt({ ...basis, asOf: compareAsOf })
  const { summary } = late
  const pages = usePages({ total: late.total, page, size: PER_PAGE, shown: late.items.length })
  return (
    <>
      <LateFigures now={summary} then={before} open={open} />
      <Panel
        title={
          <Titled
            title={`逾期未开工 ${late.total} 个`}
            of={['notStarted', 'overdue', 'soon', 'delayedTax', 'halfYear']}
          />
        }
        flush
        className="mb-4"
        actions={<Choices label="排序" name="sort" names={SORTS} value={sort} />}
      >
        {late.total === 0 ? (
          <EmptyState title="没有逾期的项目">
            签约超过 {summary.days} 天（列入批次的过了批次期限）仍未开工的才算逾期；未开工不等于逾期。
          </EmptyState>
        ) : (
          <OverdueTable
            caption={`逾期未开工的项目，${SORTS[sort]}`}
            items={late.items}
            first={(page - 1) * PER_PAGE + 1}
            late
          />
        )}
        {late.total > PER_PAGE && (
          <div className="border-t border-grey-200">
            <Pager {...pages} unit="个项目" />
          </div>
        )}
      </Panel>
      <Panel
        title={<>30 天内将逾期 {soon.total} 个</>}
        flush
        className="mb-4"
        actions={
          soon.total > soon.items.length && (
            <FigureLink to={open({ soon: summary.days })}>全部 {soon.total} 个</FigureLink>
          )
        }
      >
        {soon.total === 0 ? (
          <EmptyState title="30 天内没有项目将逾期" />
        ) : (
          <OverdueTable caption="30 天内将逾期的项目" items={soon.items} />
        )}
      </Panel>
      <Panel title="逾期在谁手里" flush>
        <UnitsLate
          units={summary.units}
          earlier={before.units}
          days={summary.days}
          open={open}
          openEarlier={openEarlier}
        />
      </Panel>
    </>
  )
}
