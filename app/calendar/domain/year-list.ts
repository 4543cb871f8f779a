import { addDays, dayOf, fromDay, isDay, isWeekend, yearOf, type Day } from '~/shared/day'
import { legalHolidays } from '~/shared/legal-holidays'
import { present } from '~/shared/present'
import type { SpecialDay } from '~/shared/working-days'

/** A year's list as people paste it: one day or range a line, `2027-02-05至2027-02-11 休 春节` or `2027-02-13 班`. */

export interface ListFault {
  /** counted from 1; absent where the list as a whole lacks something */
  line?: number
  message: string
}

export const LONGEST_LIST = 10_000

const DATE = String.raw`(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?`
/** The end of a range may leave out what it shares with the start: 2月5日至11日. */
const END = String.raw`(?:(?:(\d{4})[-/.年])?(\d{1,2})[-/.月])?(\d{1,2})日?`
const GAP = String.raw`[\s,，:：]*`
const LINE = new RegExp(`^${DATE}(?:\\s*[至到~～—–-]\\s*${END})?${GAP}(休|放假|班|上班)${GAP}(.*)$`)

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

export const weekdayOf = (day: Day) => `周${WEEKDAYS[fromDay(day).getUTCDay()]}`

const UNNAMED_WORKDAY = '调休上班'

type ListedDay = Omit<SpecialDay, 'name'> & { name: string | null; line: number }

/** Reads a year's list. A line that is not understood, or cannot be right, is a fault and gives no day. */
export function readYearList(text: string, year: number): { days: SpecialDay[]; faults: ListFault[] } {
  const faults: ListFault[] = []
  const listed = new Map<Day, ListedDay>()
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = raw.trim()
    if (content === '') continue
    const line = index + 1
    const found = readLine(content, line, year)
    const fault =
      typeof found === 'string' ? found : found.map((each) => dayFault(each, year, listed)).find((each) => each)
    if (fault) faults.push({ line, message: fault })
    else if (typeof found !== 'string') for (const each of found) listed.set(each.day, each)
  }
  const days = [...listed.values()].toSorted((a, b) => a.day.localeCompare(b.day))
  if (faults.length === 0) faults.push(...missingHolidays(listed, year))
  return { days: named(days, year), faults }
}

/** The days of one line, or what is wrong with it. */
function readLine(content: string, line: number, year: number): ListedDay[] | string {
  const match = LINE.exec(content.slice(0, 100))
  if (!match) return `“${content.slice(0, 20)}”看不懂，请写成“${year}-02-05 休”或“${year}-02-07 班”`
  const [, startYear, startMonth, startDate, endYear, endMonth, endDate, word, name = ''] = match
  const from = dayOf(Number(startYear ?? year), Number(startMonth), Number(startDate))
  const to = endDate
    ? dayOf(Number(endYear ?? startYear ?? year), Number(endMonth ?? startMonth), Number(endDate))
    : from
  const unreal = [from, to].find((day) => !isDay(day))
  if (unreal) return `没有 ${unreal} 这一天`
  if (to < from) return `止日 ${to} 早于起日 ${from}`
  if (addDays(from, 31) < to) return '一段最多 31 天'
  if (name.trim().length > 20) return '名称最多 20 个字'
  const kind = word === '休' || word === '放假' ? 'holiday' : 'workday'
  const days: ListedDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push({ day, kind, name: name.trim() || null, line })
  return days
}

function dayFault({ day, kind }: ListedDay, year: number, listed: ReadonlyMap<Day, ListedDay>): string | undefined {
  if (yearOf(day) !== year) return `${day} 不在 ${year} 年，请录入 ${yearOf(day)} 年的安排`
  const other = listed.get(day)
  if (other) return `${day} 与第 ${other.line} 行重复`
  if (kind === 'workday' && legalHolidays(year).has(day)) return `${day} 是法定节假日，不能上班`
  if (kind === 'workday' && !isWeekend(day)) return `${day} 是${weekdayOf(day)}，本来就上班`
  return undefined
}

/** Every list gives the law's fixed days off; one that does not is cut short, or of another year. */
function missingHolidays(listed: ReadonlyMap<Day, ListedDay>, year: number): ListFault[] {
  const missing = [...legalHolidays(year)].filter(([day]) => !listed.has(day))
  if (missing.length === 0) return []
  const words = missing.map(([day, name]) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（${name}）`)
  return [{ message: `缺少法定节假日：${words.join('、')}` }]
}

/** Days without a name take that of the fixed holiday in the same run of days off. */
function named(days: readonly ListedDay[], year: number): SpecialDay[] {
  const fixed = legalHolidays(year)
  return runsOf(days, (a, b) => a.kind === b.kind).flatMap((run) => {
    const inRun = run.map(({ day }) => fixed.get(day)).find(Boolean) ?? '放假'
    return run.map(({ day, kind, name }) => ({
      day,
      kind,
      name: name ?? (kind === 'workday' ? UNNAMED_WORKDAY : (fixed.get(day) ?? inRun)),
    }))
  })
}

export interface ListedRun {
  from: Day
  to: Day
  kind: SpecialDay['kind']
  name: string
  /** days in it */
  length: number
}

/** Neighbouring days of one kind and name as ranges; the days come sorted. */
export function yearRuns(days: readonly SpecialDay[]): ListedRun[] {
  return runsOf(days, (a, b) => a.kind === b.kind && a.name === b.name).map((run) => {
    const [first, last] = [present(run[0], 'first day'), present(run.at(-1), 'last day')]
    return { from: first.day, to: last.day, kind: first.kind, name: first.name, length: run.length }
  })
}

function runsOf<Each extends { day: Day }>(days: readonly Each[], alike: (a: Each, b: Each) => boolean): Each[][] {
  const runs: Each[][] = []
  for (const each of days) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && addDays(last.day, 1) === each.day && alike(last, each)) run.push(each)
    else runs.push([each])
  }
  return runs
}

/** The lines of a list: what `readYearList` reads. */
export function yearListLines(days: readonly SpecialDay[]): string[] {
  return yearRuns(days).map(({ from, to, kind, name }) =>
    [from === to ? from : `${from}至${to}`, kind === 'holiday' ? '休' : '班', name].join(' '),
  )
}
