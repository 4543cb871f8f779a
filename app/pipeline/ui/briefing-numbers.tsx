import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { Defined } from '../domain/definitions'
import { Legend } from './legend'
import { briefingNumbers, changeText, dayBeside, type Briefing, type BriefingNumber } from '../domain/briefing'

/** What the words at each number mean. */
const DEFINED: Record<BriefingNumber['key'], readonly Defined[]> = {
  signed: ['verified', 'notStarted'],
  started: ['startRate', 'startDay'],
  overdue: ['overdue', 'notStarted'],
}

/** The three numbers, each beside the same on the earlier day; both open their projects. */
export function BriefingNumbers({ briefing }: { briefing: Briefing }) {
  const { asOf, compareAsOf } = briefing.clocks
  const then = dayBeside(compareAsOf, asOf)
  return (
    <ul
      aria-label="三个数"
      className="panel mb-4 divide-y divide-grey-200 sm:flex sm:divide-x sm:divide-y-0 print:mb-2 print:flex print:divide-x print:divide-y-0 [&>*]:flex-1"
    >
      {briefingNumbers(briefing).map((number) => (
        <li key={number.key} className="px-4 py-3 print:px-3 print:py-1.5">
          <span className="flex items-center gap-1.5 text-sm text-grey-600">
            {number.label}
            <Legend of={DEFINED[number.key]} />
          </span>
          <Link
            to={number.to}
            className={clsx(
              'text-3xl font-semibold',
              number.tone === 'bad' && number.value > 0 ? 'text-danger' : 'text-ink',
            )}
          >
            {number.value}
          </Link>
          <span className="ml-1 text-sm text-grey-600">个</span>
          <span className="block text-sm text-grey-600">{number.note}</span>
          <span className="block text-sm text-grey-600">
            {then}{' '}
            <Link to={number.beforeTo} className="underline">
              {number.before}
            </Link>{' '}
            个，
            <Change number={number} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** More or less, said by sign and word; coloured where it is good or bad. */
function Change({ number: { value, before, tone } }: { number: BriefingNumber }) {
  const better = tone === 'good' ? value > before : value < before
  return (
    <span className={clsx('font-medium', value === before ? 'text-grey-700' : better ? 'text-good' : 'text-danger')}>
      比上期 {changeText(value, before)}
    </span>
  )
}
