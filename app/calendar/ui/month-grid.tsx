import clsx from 'clsx'
import { addDays, dayOf, fromDay, isWeekend, lastDayOfMonth, type Day } from '~/shared/day'
import type { SpecialDay } from '~/shared/working-days'

const HEADS = ['一', '二', '三', '四', '五', '六', '日']

/** Weeks of a month from Monday to Sunday; null outside of the month. */
function weeksOf(year: number, month: number): (Day | null)[][] {
  const first = dayOf(year, month, 1)
  const last = lastDayOfMonth(year, month)
  const before = (fromDay(first).getUTCDay() + 6) % 7
  const weeks: (Day | null)[][] = []
  for (let monday = addDays(first, -before); monday <= last; monday = addDays(monday, 7)) {
    const days = HEADS.map((_, index) => addDays(monday, index))
    weeks.push(days.map((day) => (day >= first && day <= last ? day : null)))
  }
  return weeks
}

/** One month: days off carry 休, weekends that are worked 班. `estimated` draws the law's fixed days dashed. */
export function MonthGrid({
  year,
  month,
  days,
  estimated,
  today,
}: {
  year: number
  month: number
  days: ReadonlyMap<Day, SpecialDay>
  estimated: boolean
  today: Day
}) {
  return (
    <table className="-mx-px w-full table-fixed border-separate border-spacing-px text-center">
      <caption className="pb-1 text-left text-sm font-semibold">{month}月</caption>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col" className="pb-0.5 text-xs font-normal text-grey-600">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, index) => (
          <tr key={index}>
            {week.map((day, at) =>
              day ? (
                <DayCell key={at} day={day} special={days.get(day)} estimated={estimated} today={day === today} />
              ) : (
                <td key={at} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({
  day,
  special,
  estimated,
  today,
}: {
  day: Day
  special?: SpecialDay
  estimated: boolean
  today: boolean
}) {
  const off = special?.kind === 'holiday'
  return (
    <td
      title={special && `${day} ${special.name}${off ? '，休' : '，上班'}`}
      className={clsx(
        'h-[34px] rounded-sm border p-0 text-sm leading-4',
        !special && 'border-transparent',
        !special && (isWeekend(day) ? 'text-grey-500' : 'text-grey-800'),
        off && 'border-good-line bg-good-soft font-medium text-good',
        off && estimated && 'border-dashed',
        special && !off && 'border-warning-line bg-warning-soft font-medium text-warning',
        today && 'ring-2 ring-accent-500',
      )}
    >
      {Number(day.slice(8))}
      {special && <span className="block text-xs font-normal leading-3">{off ? '休' : '班'}</span>}
      {today && <span className="sr-only">今天</span>}
    </td>
  )
}
