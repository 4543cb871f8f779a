import type { CohortNumber } from '../domain/cohort-links'
import type { Cut, Open } from '../domain/figure-links'
import type { Day } from '~/shared/day'
import type { Period } from '../domain/period'
import { sentence, type LikeForLike, type SentenceFigures } from '../domain/sentence'
import { FigureLink } from './figure-link'

const CUTS: Partial<Record<CohortNumber, Cut>> = {
  signed: { reached: 'signed' },
  started: { reached: 'started' },
  notStarted: { reached: 'signed', notReached: 'started' },
}

/** A period in one sentence, its numbers opening their projects; `open` knows the scope and the clocks, not the period. */
export function Sentence({
  row,
  period,
  yearBefore,
  open,
}: {
  row: SentenceFigures
  period: Period
  yearBefore?: LikeForLike & { period: Period; asOf: Day }
  open: Open
}) {
  const earlier = yearBefore && { ...yearBefore.period, asOf: yearBefore.asOf }
  return (
    <p>
      {sentence(row, period, yearBefore).map((part, at) =>
        typeof part === 'string' ? (
          part
        ) : (
          <FigureLink
            key={at}
            to={open({ ...period, ...(part.yearBefore && earlier), ...CUTS[part.number] })}
            className="font-semibold"
          >
            {part.value}
          </FigureLink>
        ),
      )}
    </p>
  )
}
