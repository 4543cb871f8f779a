import { dayOf, isDay, onDay, type Day, type DayRange } from '~/shared/day'
import { halfWidth } from '~/shared/text'
import { parseWrittenDay } from '~/shared/written-day'
import { understood, warning, type Understood } from './findings'
import type { SourceCell } from './source'

/** a title is no longer */
const MAX_TITLE = 500

export interface DayContext {
  /** of the title or the sheet's name; completes 3月15日 */
  year: number | null
  /** why there is no year, where the title names two */
  yearUnclear?: string | null
  /** bare day numbers count from 1904 */
  date1904?: boolean
}

/**
 * When something happened, as precisely as the cell says.
 * An impossible day is refused, never bent; what is assumed is told.
 */
export function parseDay(cell: SourceCell, context: DayContext, label = '日期'): Understood<DayRange> {
  const { day, text, number } = cell
  if (!day) return parseWrittenDay(text, { ...context, number }, label)
  return cell.isYearHidden ? withoutItsYear(day, text, context, label) : understood(onDay(day))
}

function withoutItsYear(day: Day, text: string, { year }: DayContext, label: string): Understood<DayRange> {
  const stored = Number(day.slice(0, 4))
  if (year === null || year === stored) return understood(onDay(day))
  const shown = dayOf(year, Number(day.slice(5, 7)), Number(day.slice(8)))
  const says = `${label}只显示“${text}”，单元格存的是 ${stored} 年，标题为 ${year} 年`
  if (!isDay(shown)) return understood(onDay(day), warning('yearHidden', `${says}；按 ${day} 记，请核对`))
  return understood(onDay(shown), warning('yearHidden', `${says}；按 ${shown} 记，请核对`))
}

/** What a title or a sheet's name says of the year its rows are about. */
export type YearSaid = { year: number } | { unclear: string } | null

/** 截至2023年3月底 says when a table was made, not what it is about. */
const AS_OF =
  /(?:截[至止]到?|截止于|更新[至于]|统计[至于]|报告期)[:：]?\s*(?:19|20|21)\d{2}年?(?:[年.\-/]?\d{1,2}月?(?:[月.\-/]?\d{1,2}日?)?)?[初底末]?/g

/**
 * The year a title or a sheet's name is about. Of several that which stands before one of the `events` counts
 * (2023年编 2022年签约项目); else it is unclear.
 */
export function yearSaid(text: string, events?: RegExp): YearSaid {
  const whole = halfWidth(text.slice(0, MAX_TITLE))
  const title = whole.replace(AS_OF, '')
  const said = yearsIn(title)
  const years = said.size > 0 ? said : yearsIn(whole)
  const [year] = years
  if (year === undefined) return null
  if (years.size === 1) return { year }
  const isRange = RANGE_OF_YEARS.test(title)
  const beside =
    isRange || !events ? [] : [...years].filter((it) => new RegExp(`${it}年度?.{0,2}(?:${events.source})`).test(title))
  const [only] = beside
  return only !== undefined && beside.length === 1
    ? { year: only }
    : { unclear: `标题写了 ${[...years].join('、')} 几个年份` }
}

const RANGE_OF_YEARS = /(?:19|20|21)\d{2}\s*年?\s*[-—–~至]\s*(?:19|20|21)\d{2}/

function yearsIn(title: string): Set<number> {
  const marked = [...title.matchAll(/(?<!\d)((?:19|20|21)\d{2})(?=\s*(?:年|[-—–~至]))/g)]
  const ends = [...title.matchAll(/(?<=(?:19|20|21)\d{2}\s*年?\s*[-—–~至]\s*)((?:19|20|21)\d{2})(?!\d)/g)]
  const bare = marked.length > 0 ? [] : [...title.matchAll(/(?<!\d)(20\d{2})(?!\d)/g)]
  return new Set([...marked, ...ends, ...bare].map((it) => Number(it[1])))
}
