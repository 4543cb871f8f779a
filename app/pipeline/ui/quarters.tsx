import { formatNumber } from '~/shared/money'
import type { Day } from '~/shared/day'
import { Change } from '~/ui/change'
import { IntervalBars } from '~/ui/charts/interval-bars'
import { DataTable } from '~/ui/table'
import type { ForecastFigures, StartQuarter } from '../domain/figures'
import type { Open } from '../domain/figure-links'
import { FEWEST_STARTS } from '../domain/start-forecast'
import { FigureLink } from './figure-link'
import { countWords } from './forecast-words'

/** How many of those that wait will start in the quarters ahead. */
export function Quarters({
  now,
  then,
  asOf,
  open,
}: {
  now: ForecastFigures
  then?: ForecastFigures
  asOf: Day
  open: Open
}) {
  const { quarters, waiting, on, starts } = now
  if (waiting === 0) return <p>没有未开工的项目。</p>
  const name = ({ label, from }: StartQuarter) => (from <= on ? `${label}余下` : label)
  return (
    <>
      <p className="mb-2">
        未开工的{' '}
        <FigureLink to={open({ waiting: '1' })} className="font-semibold">
          {waiting}
        </FigureLink>{' '}
        个项目
        {quarters.length > 0
          ? `中，预计${quarters.map((quarter) => `${name(quarter)} ${countWords(quarter)}`).join('、')} 个开工，括号内为八成区间。`
          : `：开过工的只有 ${starts} 个（不足 ${FEWEST_STARTS} 个），还不能推算何时开工。`}
        {on < asOf && `按 ${on} 为止已知的情况推算。`}
      </p>
      {quarters.length > 0 && (
        <IntervalBars
          bars={quarters.map((quarter) => ({
            key: quarter.key,
            label: name(quarter),
            value: quarter.expected,
            low: quarter.low80,
            high: quarter.high80,
          }))}
          description={`各季度预计开工的项目数：${quarters.map((quarter) => `${name(quarter)} ${formatNumber(quarter.expected, 1)} 个`).join('，')}`}
          said={(value) => formatNumber(value, 1)}
        />
      )}
      {then && (
        <p className="mt-2 text-sm text-grey-600">
          比上期：未开工 <Change now={waiting} then={then.waiting} />
        </p>
      )}
    </>
  )
}

/** The forecast as it would have been made, and what came, beside a way that needs no model. */
export function BackTests({ figures, open }: { figures: ForecastFigures; open: Open }) {
  const { backTests, backTestSum: sum } = figures
  return (
    <>
      <p className="mb-2">
        {sum === null ? (
          '以前开工的项目太少，无从检验。'
        ) : (
          <>
            用同样的方法回头预测最近 {sum.tests} 个季度：合计预测 <strong>{formatNumber(sum.expected, 1)}</strong>，实际{' '}
            <strong>{sum.actual}</strong>；平均每季差 <strong>{formatNumber(sum.meanError, 1)}</strong>{' '}
            个（照过去四季平均差 {formatNumber(sum.meanErrorOfLastFour, 1)} 个）；{sum.tests} 个区间有 {sum.held}{' '}
            个包住实际。
          </>
        )}
      </p>
      <DataTable
        caption="回测：当时会怎样预测，实际如何"
        columns={[
          {
            key: 'asOf',
            head: '站在…预测到',
            primary: true,
            fixed: true,
            className: '!min-w-0 whitespace-nowrap',
            cell: ({ asOf, until }) => (
              <>
                {asOf}
                <span className="block text-xs font-normal text-grey-600">到 {until}</span>
              </>
            ),
          },
          {
            key: 'waiting',
            head: '当时未开工',
            unit: '个',
            align: 'right',
            cell: ({ asOf, waiting }) => (
              <FigureLink to={open({ compareAsOf: asOf, wasWaiting: '1' })}>{waiting}</FigureLink>
            ),
          },
          {
            key: 'forecast',
            head: '预测',
            unit: '个',
            align: 'right',
            cell: (test) => (test.expected === null ? '—' : countWords(test)),
          },
          {
            key: 'actual',
            head: '实际',
            unit: '个',
            align: 'right',
            cell: ({ asOf, until, actual }) => (
              <FigureLink
                to={open({ compareAsOf: asOf, wasWaiting: '1', come: 'started', until })}
                className="font-semibold"
              >
                {actual}
              </FigureLink>
            ),
          },
          {
            key: 'error',
            head: '相差',
            unit: '个',
            align: 'right',
            cell: ({ expected, actual }) =>
              expected === null
                ? '—'
                : expected === actual
                  ? '0'
                  : `${expected > actual ? '多' : '少'} ${formatNumber(Math.abs(expected - actual), 1)}`,
          },
          {
            key: 'lastFour',
            head: '过去四季平均',
            unit: '个',
            align: 'right',
            cell: ({ lastFour }) => formatNumber(lastFour, 1),
          },
        ]}
        rows={backTests}
        rowKey={({ asOf }) => asOf}
        sortParam={null}
        sticky={false}
        dense
      />
    </>
  )
}
