import { useLocation } from '@remix-run/react'
import { ChoiceChip } from '~/ui/chip'
import { searchWith } from '~/ui/search-params'
import { lastYear, lastYearToDate, samePeriod, yearToDate, type Period } from '../domain/period'
import type { QuestionValues } from '../domain/page-question'

/** The signing periods asked for most, by the day the figures stand at. */
export function QuickPeriods({ values, asOf }: { values: QuestionValues; asOf: string }) {
  const { pathname, search } = useLocation()
  const choices: [string, Period][] = [
    ['历年', {}],
    ['今年', yearToDate(asOf)],
    ['去年', lastYear(asOf)],
    ['上年同期', lastYearToDate(asOf)],
  ]
  return (
    <nav aria-label="常用时段" className="flex flex-wrap gap-1.5 print:hidden">
      {choices.map(([name, period]) => (
        <ChoiceChip
          key={name}
          to={pathname + searchWith(search, { signedFrom: null, signedTo: null, ...period })}
          active={samePeriod(period, values)}
        >
          {name}
        </ChoiceChip>
      ))}
    </nav>
  )
}
