import { formatNumber, formatPercent } from '~/shared/money'
import { Change } from '~/ui/change'
import { IntervalBars } from '~/ui/charts/interval-bars'
import { DataTable } from '~/ui/table'
import type { BackTest, ForecastFigures, StartQuarter } from '../domain/figures'
import type { Open } from '../domain/figure-links'
import type { Day } from '~/shared/day'
import { FigureLink } from './figure-link'
import { countWords } from './forecast-words'

const NO_PRECEDENT = '已等得比开工过的同类项目都久，没有先例，无法预计'

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
  const { quarters, waiting, noPrecedent } = now
  if (waiting === 0) return <p>没有等待开工的项目。</p>
  const foretold = quarters.filter((quarter) => quarter.noPrecedent < waiting)
  const name = ({ label, from }: StartQuarter) => (from <= asOf ? `${label}余下` : label)
  return (
    <>
      <p className="mb-2">
        正在等开工的{' '}
        <FigureLink to={open({ waiting: '1' })} className="font-semibold">
          {waiting}
        </FigureLink>{' '}
        个项目（不含终止）
        {noPrecedent < waiting ? (
          <>
            中，预计{' '}
            {foretold
              .map(
                (quarter) =>
                  `${name(quarter)} ${formatNumber(quarter.forecast.expected, 1)} 个（${countWords(quarter.forecast)}）`,
              )
              .join('，')}{' '}
            开工{foretold.length < quarters.length && `，${name(quarters[foretold.length]!)}起没有先例，无法预计`}
            {noPrecedent > 0 && (
              <>
                ；其中 <strong>{noPrecedent}</strong> 个{NO_PRECEDENT}，未计入
              </>
            )}
            。
          </>
        ) : (
          <>都{NO_PRECEDENT}。</>
        )}
      </p>
      {noPrecedent < waiting && (
        <IntervalBars
          bars={foretold.map((quarter) => ({
            key: quarter.key,
            label: name(quarter),
            value: quarter.forecast.expected,
            low: quarter.forecast.low,
            high: quarter.forecast.high,
          }))}
          description={`各季度预计开工的项目数：${foretold.map((quarter) => `${name(quarter)} ${formatNumber(quarter.forecast.expected, 1)} 个`).join('，')}`}
          said={(value) => formatNumber(value, 1)}
        />
      )}
      {then && (
        <p className="mt-2 text-sm text-grey-600">
          比上期：等开工 <Change now={waiting} then={then.waiting} />
          {foretold.map((quarter) => {
            const before = then.quarters.find(
              ({ key, noPrecedent: none }) => key === quarter.key && none < then.waiting,
            )
            return (
              before && (
                <span key={quarter.key}>
                  ，{quarter.label}{' '}
                  <Change now={quarter.forecast.expected} then={before.forecast.expected} places={1} />
                </span>
              )
            )
          })}
        </p>
      )}
    </>
  )
}

/** The forecast as it would have been made, and what came; its error is printed. */
export function BackTests({ figures, open }: { figures: ForecastFigures; open: Open }) {
  const { backTests, meanErrorPct } = figures
  const sum = (pick: (test: BackTest) => number) =>
    formatNumber(
      backTests.reduce((all, test) => all + pick(test), 0),
      1,
    )
  return (
    <>
      <p className="mb-2">
        {meanErrorPct === null ? (
          '最近四个季度没有开工的项目，无从检验。'
        ) : (
          <>
            用同样的方法回头预测最近四个季度，各季平均误差 <strong>{formatPercent(meanErrorPct)}</strong>； 四季合计预测{' '}
            {sum(({ forecast }) => forecast.expected)} 个，实际 {sum(({ actual }) => actual)} 个。
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
            head: '当时等',
            unit: '个',
            align: 'right',
            cell: ({ asOf, waiting }) => <FigureLink to={open({ asOf, waiting: '1' })}>{waiting}</FigureLink>,
          },
          {
            key: 'forecast',
            head: '预测',
            unit: '个',
            align: 'right',
            cell: ({ forecast, waiting, noPrecedent }) =>
              noPrecedent === waiting && waiting > 0
                ? '没有先例'
                : `${formatNumber(forecast.expected, 1)}（${countWords(forecast)}）`,
          },
          {
            key: 'actual',
            head: '实际',
            unit: '个',
            align: 'right',
            cell: ({ asOf, until, actual }) => (
              <FigureLink
                to={open({ asOf: until, signedTo: asOf, come: 'started', after: asOf })}
                className="font-semibold"
              >
                {actual}
              </FigureLink>
            ),
          },
          {
            key: 'error',
            head: '误差',
            align: 'right',
            cell: ({ errorPct, actual }) =>
              actual === 0 ? '—' : `${errorPct! > 0 ? '多' : '少'} ${formatPercent(Math.abs(errorPct!))}`,
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
