import { formatPercent, roundHalfUp } from '~/shared/money'
import { SERIES_LOOKS, SeriesKey } from '~/ui/charts/steps-chart'
import { DataTable, type Column } from '~/ui/table'
import type { Open } from '../domain/figure-links'
import type { SurvivalGroup } from '../domain/figures'
import { groupCut } from '../domain/group-cut'
import type { GroupBy } from '../domain/grouping'
import { sharesWithin } from '../domain/survival'
import { CurveNote } from './curve-note'
import { FigureLink } from './figure-link'
import { StartCurve } from './start-curve'
import { StartDayNote } from './start-day-note'

const MARKS = [90, 180, 365, 730]

/** Share started within so many days; — where fewer than ten were watched so long. */
function startedWithin({ curve }: SurvivalGroup, days: number): string {
  const shares = sharesWithin(curve, days)
  if (!shares) return '—'
  const percent = shares.started * 100
  return curve.total < 20 ? `${roundHalfUp(percent, 0)}%` : formatPercent(roundHalfUp(percent, 1))
}

/** From signing to starting, groups side by side: the curves of the largest, all of them in the table. */
export function Curves({
  groups,
  startDayUnknown,
  by,
  open,
}: {
  groups: readonly SurvivalGroup[]
  startDayUnknown: number
  by: GroupBy
  open: Open
}) {
  const told = groups.filter(({ curve }) => curve.toldUntil !== null)
  const drawn = told.slice(0, SERIES_LOOKS.length)
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
    {
      key: 'median',
      head: '半数开工',
      unit: '天',
      align: 'right',
      cell: ({ curve }) => curve.medianDays ?? (curve.toldUntil === null ? '—' : '未过半'),
    },
    ...MARKS.map((days): Column<SurvivalGroup> => ({
      key: `d${days}`,
      head: `${days} 天内`,
      align: 'right',
      cell: (group) => startedWithin(group, days),
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
        {drawn.length > 0 ? <StartCurve groups={drawn} /> : <p>项目不足 10 个，不画曲线。</p>}
        <div className="space-y-2">
          {by === 'none' ? <CurveNote group={groups[0]!} open={open} /> : <SeriesKey series={drawn} />}
          {groups.length > drawn.length && (
            <p className="text-sm text-grey-600">
              只画前 {drawn.length} 组，其余见表{told.length < groups.length && '；不足 10 个的组不画，也不算比例'}。
            </p>
          )}
          <p className="text-sm text-grey-600">
            圆点为半数开工的一天{by === 'none' && '，浅色为 95% 区间'}；只画到还有 10 个项目在观察的那天。
          </p>
          <StartDayNote count={startDayUnknown} open={open} />
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
