import { Badge } from '~/ui/badge'
import { weekdayOf, type ListedRun } from '../domain/year-list'

const monthDay = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

function when({ from, to }: ListedRun): { days: string; weekdays: string } {
  if (from === to) return { days: monthDay(from), weekdays: weekdayOf(from) }
  return { days: `${monthDay(from)}至${monthDay(to)}`, weekdays: `${weekdayOf(from)}至${weekdayOf(to)}` }
}

/** The days off and the weekends worked of a year, as ranges in their order. */
export function YearRuns({ runs }: { runs: readonly ListedRun[] }) {
  return (
    <ol className="divide-y divide-grey-200">
      {runs.map((run) => {
        const { days, weekdays } = when(run)
        return (
          <li key={run.from} className="flex items-baseline gap-2 px-4 py-1.5">
            {run.kind === 'holiday' ? <Badge tone="good">休</Badge> : <Badge tone="warning">班</Badge>}
            <span className="min-w-0 flex-1">{run.name}</span>
            <span className="text-right">
              {days}
              <span className="block text-xs text-grey-600">
                {weekdays}
                {run.length > 1 && `，${run.length} 天`}
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
