import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { briefingSentences, type Briefing, type Said } from '../domain/briefing'

/** How it stands, what has changed, what will come; each number opens its projects. */
export function BriefingSentences({ briefing }: { briefing: Briefing }) {
  return (
    <section
      aria-label="三句话"
      className="mb-4 space-y-1.5 text-lg leading-relaxed print:mb-2 print:space-y-0.5 print:text-base"
    >
      {briefingSentences(briefing).map((pieces, at) => (
        <p key={at}>
          <SaidText pieces={pieces} />
        </p>
      ))}
    </section>
  )
}

function SaidText({ pieces }: { pieces: readonly Said[] }) {
  return (
    <>
      {pieces.map((piece, at) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <Link key={at} to={piece.to} className={clsx('font-semibold', piece.text === '0' && 'text-grey-500')}>
            {piece.text}
          </Link>
        ),
      )}
    </>
  )
}
