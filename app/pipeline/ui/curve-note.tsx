import type { Cut, Open } from '../domain/figure-links'
import type { SurvivalGroup } from '../domain/figures'
import { waitingAfter } from '../domain/survival'
import { formatPercent, roundHalfUp } from '~/shared/money'
import { FigureLink } from './figure-link'

const MARKS = [90, 180, 365]

/** The curve in words: half in so many days, and how many after a quarter, half a year, a year. */
export function CurveNote({ group, open, cut }: { group: SurvivalGroup; open: Open; cut?: Cut }) {
  const { total, started, medianDays, points } = group.curve
  return (
    <p>
      <FigureLink to={open({ ...cut, come: 'signed' })} className="font-semibold">
        {total}
      </FigureLink>{' '}
      个签约项目中{' '}
      <FigureLink to={open({ ...cut, come: 'started' })} className="font-semibold">
        {started}
      </FigureLink>{' '}
      个已开工；
      {medianDays === null ? (
        '照现有情况，开工的还不到一半'
      ) : (
        <>
          半数在 <strong>{medianDays}</strong> 天内开工
        </>
      )}
      {MARKS.map(
        (days) => `，${days} 天内 ${formatPercent(roundHalfUp((1 - waitingAfter(points, days)) * 100, 1))}`,
      ).join('')}
      （含未开工的估计）。
      {group.notComparable > 0 && (
        <>
          {' '}
          开工早于签约的{' '}
          <FigureLink to={open({ ...cut, unclear: 'notComparable' })} className="font-semibold">
            {group.notComparable}
          </FigureLink>{' '}
          个按 0 天计（±）。
        </>
      )}
    </p>
  )
}
