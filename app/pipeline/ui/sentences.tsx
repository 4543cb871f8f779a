import { Link } from '@remix-run/react'
import type { CohortQuestion } from '../domain/cohort-input'
import { behind } from '../domain/cohort-links'
import type { CohortRow } from '../domain/cohort-rows'
import { projectsHref } from '../domain/milestone-filter'
import { sentence } from '../domain/sentence'

type Period = Omit<CohortQuestion, 'by'>

/** A period in one sentence, its numbers opening their projects. */
export function Sentence({ row, period }: { row: CohortRow; period: Period }) {
  return (
    <p>
      {sentence(row, period).map((piece, at) =>
        typeof piece === 'string' ? piece : (
          <Link key={at} to={projectsHref(behind(piece.number, 'none', 'all', period))} className="font-semibold">
            {piece.value}
          </Link>
        ),
      )}
    </p>
  )
}
