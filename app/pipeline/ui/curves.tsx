import { formatPercent, roundHalfUp } from '~/shared/money'
import { Change } from '~/ui/change'
import { SERIES_LOOKS, SeriesKey } from '~/ui/charts/steps-chart'
import { DataTable, type Column } from '~/ui/table'
import type { Open } from '../domain/figure-links'
import type { SurvivalGroup } from '../domain/figures'
import { groupCut } from '../domain/group-cut'
import type { GroupBy } from '../domain/grouping'
import { waitingAfter } from '../domain/survival'
import { CurveNote } from './curve-note'
import { FigureLink } from './figure-link'
import { StartCurve } from './start-curve'

const MARKS = [90, 180, 365, 730]

const startedPct = ({ curve }: SurvivalGroup, days: number) =>
  roundHalfUp((1 - waitingAfter(curve.points, days)) * 100, 1)

/** From signing to starting, groups side by side: the curves of the largest, all of them in the table. */
export function Curves({
  groups,
  earlier,
  by,
  open,
}: {
  groups: readonly SurvivalGroup[]
  earlier: readonly SurvivalGroup[]
  by: GroupBy
  open: Open
}) {
  const drawn = groups.slice(0, SERIES_LOOKS.length)
  const then = (key: string) => earlier.find((group) => group.key === key)
  const columns: Column<SurvivalGroup>[] = [
    {
      key: 'label',
      head: '分组',
      primary: true,
      fixed: true,
      className: '!min-w-[96px] whitespace-nowrap',
      cell: ({ label }) => label,
    },
    {
      key: 'total',
      head: '签约',
      unit: '个',
      align: 'right',
      cell: ({ key, curve }) => (
        <FigureLink to={open({ ...groupCut(by, key), come: 'signed' })}>{curve.total}</FigureLink>
      ),
    },
    {
      key: 'started',
      head: '开工',
      unit: '个',
      align: 'right',
      cell: ({ key, curve }) => (
        <FigureLink to={open({ ...groupCut(by, key), come: 'started' })}>{curve.started}</FigureLink>
      ),
    },
    { key: 'median', head: '半数开工', unit: '天', align: 'right', cell: ({ curve }) => curve.medianDays ?? '未过半' },
    {
      key: 'change',
      head: '比上期',
      align: 'right',
      cell: ({ key, curve }) => <Change now={curve.medianDays} then={then(key)?.curve.medianDays ?? null} />,
    },
    ...MARKS.map((days): Column<SurvivalGroup> => ({
      key: `d${days}`,
      head: `${days} 天内`,
      align: 'right',
      cell: (group) => formatPercent(startedPct(group, days)),
    })),
    {
      key: 'reversed',
      head: '早于签约 ±',
      unit: '个',
      align: 'right',
      cell: ({ key, notComparable }) => (
        <FigureLink
          to={open({ ...groupCut(by, key), unclear: 'notComparable' })}
          className={notComparable === 0 ? 'text-grey-500' : undefined}
        >
          {notComparable}
        </FigureLink>
      ),
    },
  ]
  return (
    <>
      <div className="grid grid-cols-1 gap-x-6 gap-y-2 xl:grid-cols-[3fr_2fr]">
        <StartCurve groups={drawn} />
        <div className="space-y-2">
          {by === 'none' ? <CurveNote group={groups[0]!} open={open} /> : <SeriesKey series={drawn} />}
          {groups.length > drawn.length && (
            <p className="text-sm text-grey-600">只画前 {drawn.length} 组，其余见表。</p>
          )}
          <p className="text-sm text-grey-600">
            还没有开工的也算在内：等了多少天就算到多少天，以后哪天开工不去猜（统计上叫 Kaplan–Meier
            估计）。圆点为半数开工的一天{by === 'none' && '，浅色为 95% 区间'}。
          </p>
        </div>
      </div>
      <div className="mt-3 border-t border-grey-200">
        <DataTable
          caption="各组签约后开工的快慢"
          columns={columns}
          rows={groups}
          rowKey={({ key }) => key}
          sortParam={null}
          sticky={false}
          dense
        />
      </div>
    </>
  )
}
