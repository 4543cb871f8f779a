import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { briefingSentences, type Briefing, type LinkedText } from '../domain/briefing'

/** How it stands, what has changed, what will come; each number opens its projects. */
export function BriefingSentences({ briefing }: { briefing: Briefing }) {
  return (
    <section
      aria-label="三句话"
      className="mb-4 space-y-1.5 text-lg leading-relaxed print:mb-1 print:space-y-0 print:text-sm print:leading-snug"
    >
      {briefingSentences(briefing).map((parts, at) => (
        <p key={at}>
          <LinkedTexts parts={parts} />
        </p>
      ))}
    </section>
  )
}

function LinkedTexts({ parts }: { parts: readonly LinkedText[] }) {
  return (
    <>
      {parts.map((part, at) =>
        typeof part === 'string' ? (
          part
        ) : (
          <Link key={at} to={part.to} className={clsx('font-semibold', part.text === '0' && 'text-grey-500')}>
            {part.text}
          </Link>
        ),
      )}
    </>
  )
}
