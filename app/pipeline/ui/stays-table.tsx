import { STAGE_NAMES } from '~/projects/domain/stages'
import { Change } from '~/ui/change'
import { Bar } from '~/ui/charts/bar'
import { Blank, DataTable, type Column } from '~/ui/table'
import type { Open } from '../domain/figure-links'
import type { StageStay } from '../domain/figures'
import { FigureLink } from './figure-link'

/** How long projects stay in each stage: those that have left it, and those still there. */
export function StaysTable({
  stays,
  earlier,
  open,
}: {
  stays: readonly StageStay[]
  earlier: readonly StageStay[]
  open: Open
}) {
  const longest = Math.max(
    1,
    ...stays.map(({ p90Days, waitingMedianDays }) => Math.max(p90Days ?? 0, waitingMedianDays ?? 0)),
  )
  const then = ({ stage }: StageStay) => earlier.find((each) => each.stage === stage)!
  const quiet = (count: number) => (count === 0 ? 'text-grey-500' : undefined)
  const columns: Column<StageStay>[] = [
    {
      key: 'stage',
      head: '阶段',
      primary: true,
      fixed: true,
      className: '!min-w-[64px]',
      cell: ({ stage }) => STAGE_NAMES[stage],
    },
    {
      key: 'n',
      head: '走过',
      unit: '个',
      align: 'right',
      cell: ({ stage, n }) => (
        <FigureLink to={open({ passed: stage, stay: 'known' })} className={quiet(n)}>
          {n}
        </FigureLink>
      ),
    },
    { key: 'median', head: '一半在', unit: '天内', align: 'right', cell: ({ medianDays }) => medianDays ?? <Blank /> },
    { key: 'p90', head: '九成在', unit: '天内', align: 'right', cell: ({ p90Days }) => p90Days ?? <Blank /> },
    {
      key: 'bar',
      head: '图示',
      className: 'w-[16%] min-w-[80px]',
      cell: ({ medianDays, p90Days }) => (
        <Bar share={(p90Days ?? 0) / longest} part={(medianDays ?? 0) / longest} className="mt-[3px]" />
      ),
    },
    {
      key: 'unknown',
      head: '用时不详',
      unit: '个',
      align: 'right',
      cell: ({ stage, unknown }) => (
        <FigureLink to={open({ passed: stage, stay: 'unknown' })} className={quiet(unknown)}>
          {unknown}
        </FigureLink>
      ),
    },
    {
      key: 'reversed',
      head: '倒挂 ±',
      unit: '个',
      align: 'right',
      cell: ({ stage, notComparable }) => (
        <FigureLink to={open({ passed: stage, stay: 'reversed' })} className={quiet(notComparable)}>
          {notComparable}
        </FigureLink>
      ),
    },
    {
      key: 'waiting',
      head: '停在此阶段',
      unit: '个',
      align: 'right',
      cell: ({ stage, waiting }) => (
        <FigureLink to={open({ at: stage })} className={quiet(waiting)}>
          {waiting}
        </FigureLink>
      ),
    },
    {
      key: 'suspended',
      head: '其中暂缓',
      unit: '个',
      align: 'right',
      cell: ({ stage, suspended }) => (
        <FigureLink to={open({ at: stage, status: 'suspended' })} className={quiet(suspended)}>
          {suspended}
        </FigureLink>
      ),
    },
    {
      key: 'waitingChange',
      head: '比上期',
      align: 'right',
      cell: (stay) => <Change now={stay.waiting} then={then(stay).waiting} />,
    },
    {
      key: 'waited',
      head: '一半已停',
      unit: '天以上',
      align: 'right',
      cell: ({ waitingMedianDays }) => waitingMedianDays ?? <Blank />,
    },
  ]
  return (
    <DataTable
      caption="项目在各阶段停留的天数"
      columns={columns}
      rows={stays}
      rowKey={({ stage }) => stage}
      sortParam={null}
      sticky={false}
      dense
    />
  )
}
