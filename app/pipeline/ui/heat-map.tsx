import { STAGE_NAMES } from '~/projects/domain/stages'
import { Change } from '~/ui/change'
import { HEAT_STAGES, HORIZONS, type CohortHeat, type HeatCell, type HeatStage } from '../domain/figures'
import type { Open } from '../domain/figure-links'
import { FigureLink } from './figure-link'
import { isTiny, shareWords } from '../domain/share-words'
import { LandDayNote } from './land-day-note'
import { mu, yi } from './numbers'
import { StartDayNote } from './start-day-note'

const head = 'whitespace-nowrap border-b border-grey-300 bg-grey-50 px-2 py-1 text-sm font-medium text-grey-700'
const cell = 'border-b border-grey-200 px-2 py-1 text-right whitespace-nowrap'

/** Darker with the share; always light enough for dark words. */
const shade = (percent: number) => ({
  backgroundColor: `rgb(var(--accent-500) / ${(0.04 + (percent / 100) * 0.4).toFixed(2)})`,
})
const HATCHED = {
  backgroundImage: 'repeating-linear-gradient(135deg, rgb(var(--grey-200)) 0 1px, transparent 1px 6px)',
}

/** Cohorts by when they were signed; after 3, 6, 12 and 24 months the share with land, started, producing. */
export function HeatMap({
  cohorts,
  earlier,
  open,
  openEarlier,
  landDayUnknown,
  startDayUnknown,
}: {
  cohorts: readonly CohortHeat[]
  earlier: readonly CohortHeat[]
  open: Open
  openEarlier: Open
  /** land supplied, and started, nobody knows when */
  landDayUnknown: number
  startDayUnknown: number
}) {
  return (
    <>
      <div data-scroll className="relative overflow-x-auto">
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">按签约时间：签约后 3、6、12、24 个月内供地、开工、投产的比例</caption>
          <thead>
            <tr>
              <th rowSpan={2} scope="col" className={`${head} text-left align-bottom`}>
                签约时间
              </th>
              <th rowSpan={2} scope="col" className={`${head} text-right align-bottom`}>
                签约（个）
              </th>
              <th rowSpan={2} scope="col" className={`${head} text-right align-bottom max-sm:hidden`}>
                总投资（亿元）
              </th>
              <th rowSpan={2} scope="col" className={`${head} text-right align-bottom max-lg:hidden`}>
                用地（亩）
              </th>
              {HEAT_STAGES.map((stage) => (
                <th
                  key={stage}
                  colSpan={HORIZONS.length}
                  scope="colgroup"
                  className={`${head} border-l border-l-grey-300 text-center`}
                >
                  {STAGE_NAMES[stage]}
                  {stage === 'landSupplied' && landDayUnknown > 0 && '*'}（签约后月数）
                </th>
              ))}
            </tr>
            <tr>
              {HEAT_STAGES.flatMap((stage) =>
                HORIZONS.map((months, at) => (
                  <th
                    key={`${stage}${months}`}
                    scope="col"
                    className={`${head} text-center ${at === 0 ? 'border-l border-l-grey-300' : ''}`}
                  >
                    <span className="sr-only">{STAGE_NAMES[stage]}</span>
                    {months}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => {
              const { key, label, from: signedFrom, to: signedTo, signed } = cohort
              const then = earlier.find((each) => each.key === key)
              const list = open({ signedFrom, signedTo, come: 'signed' })
              return (
                <tr key={key}>
                  <th
                    scope="row"
                    className="whitespace-nowrap border-b border-grey-200 px-2 py-1 text-left font-medium"
                  >
                    {label}
                  </th>
                  <td className={cell}>
                    <FigureLink to={list} className="font-semibold">
                      {signed}
                    </FigureLink>{' '}
                    {signed !== (then?.signed ?? 0) && (
                      <Change
                        now={signed}
                        then={then?.signed ?? 0}
                        to={openEarlier({ signedFrom, signedTo, come: 'signed' })}
                      />
                    )}
                  </td>
                  <td className={`${cell} max-sm:hidden`}>
                    <FigureLink to={list}>{yi(cohort.investmentWan)}</FigureLink>
                  </td>
                  <td className={`${cell} max-lg:hidden`}>
                    <FigureLink to={list}>{mu(cohort.landMu)}</FigureLink>
                  </td>
                  {HEAT_STAGES.flatMap((stage) =>
                    cohort.cells.map((each, at) => (
                      <Cell
                        key={`${stage}${each.months}`}
                        stage={stage}
                        first={at === 0}
                        now={each}
                        of={stage === 'landSupplied' ? cohort.ofLand : signed}
                        then={then?.cells[at]}
                        thenOf={stage === 'landSupplied' ? then?.ofLand : then?.signed}
                        to={open({ signedFrom, signedTo, come: stage, within: each.months })}
                      />
                    )),
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {landDayUnknown + startDayUnknown > 0 && (
        <div className="px-3 py-2 text-sm text-grey-600">
          {landDayUnknown > 0 && (
            <p>
              <LandDayNote count={landDayUnknown} open={open} before="* 已供地的项目中" />
              ，不进供地各格
            </p>
          )}
          <StartDayNote count={startDayUnknown} open={open} />
        </div>
      )}
    </>
  )
}

function Cell({
  stage,
  first,
  now,
  of,
  then,
  thenOf = 0,
  to,
}: {
  stage: HeatStage
  first: boolean
  now: HeatCell
  /** projects that the share is of */
  of: number
  then?: HeatCell
  thenOf?: number
  to: string | undefined
}) {
  const [pct, count] = [now.pct[stage], now.counts[stage]]
  const share = shareWords(count, of)
  const before = then
    ? `上期 ${then.counts[stage]} 个，${then.over ? shareWords(then.counts[stage], thenOf) : '未满期'}`
    : '上期无'
  const changed = then?.over && then.counts[stage] !== count
  return (
    <td
      className={`keeps-colour border-b border-paper px-1 py-1 text-center ${first ? 'border-l border-l-grey-300' : ''}`}
      style={now.over ? (isTiny(of) ? undefined : shade(pct ?? 0)) : HATCHED}
    >
      <FigureLink
        to={to}
        title={`${count} 个${now.over ? `，${share}` : '，还没有满期'}；${before}`}
        className={now.over ? 'text-accent-800' : 'text-grey-700'}
      >
        {now.over ? (
          <>
            {of === 0 ? '不详' : share}
            {!isTiny(of) && <span className="block text-xs">{count}</span>}
          </>
        ) : (
          <>
            {count}
            <span className="block text-xs">未满期</span>
          </>
        )}
      </FigureLink>
      {changed && <Change now={count} then={then.counts[stage]} />}
    </td>
  )
}
