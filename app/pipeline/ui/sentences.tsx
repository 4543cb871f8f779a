import { Link } from '@remix-run/react'
import type { CohortQuestion } from '../domain/cohortInput'
import { behind } from '../domain/cohortLinks'
import type { CohortRow } from '../domain/cohortRows'
import { projectsHref } from '../domain/milestoneFilter'
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
