import { formatPercent, roundHalfUp } from '~/shared/money'
import type { Cut, Open } from '../domain/figure-links'
import type { SurvivalGroup } from '../domain/figures'
import { sharesWithin } from '../domain/survival'
import { FigureLink } from './figure-link'

const MARKS = [730, 365, 180]

const pct = (share: number) => formatPercent(roundHalfUp(share * 100, 1))

/** The curve in words: half in so many days, and what has become of all after half a year, a year, two. */
export function CurveNote({ group, open, cut }: { group: SurvivalGroup; open: Open; cut?: Cut }) {
  const { curve, notComparable } = group
  const { total, started, medianDays, toldUntil } = curve
  const marks = MARKS.flatMap((days) => {
    const shares = sharesWithin(curve, days)
    return shares ? [{ days, shares }] : []
  })
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
      {toldUntil === null ? (
        '不足 10 个，不算比例。'
      ) : (
        <>
          {medianDays === null ? (
            '照现有情况，开工的还不到一半'
          ) : (
            <>
              半数在 <strong>{medianDays}</strong> 天内开工
            </>
          )}
          {marks
            .reverse()
            .map(
              ({ days, shares }) =>
                `；${days} 天内已开工 ${pct(shares.started)}、已终止 ${pct(shares.ended)}、仍在等 ${pct(shares.waiting)}`,
            )
            .join('')}
          。
        </>
      )}
      {notComparable > 0 && (
        <>
          {' '}
          开工早于签约的{' '}
          <FigureLink to={open({ ...cut, unclear: 'notComparable' })} className="font-semibold">
            {notComparable}
          </FigureLink>{' '}
          个按 0 天计（±）。
        </>
      )}
    </p>
  )
}
