import chineseDays from 'chinese-days'
import { addDays, dayOf, type Day } from './day'

const cache = new Map<number, ReadonlyMap<Day, string>>()

/**
 * The public holidays that the law itself fixes for a year, by day, with their names: 13 days since 2025
 * (国务院令第795号), 11 before. What the State Council adds each year (调休, and 补假 for a fixed day on a weekend)
 * is not guessed. Outside 2000–2099, where the lunar and solar-term tables end, only 元旦, 劳动节 and 国庆节.
 */
export function legalHolidays(year: number): ReadonlyMap<Day, string> {
  const known = cache.get(year)
  if (known) return known
  const days = new Map<Day, string>()
  for (const [day, name] of fixedDays(year)) {
    const other = days.get(day)
    days.set(day, other ? `${other}、${name}` : name)
  }
  cache.set(year, days)
  return days
}

function fixedDays(year: number): [Day, string][] {
  const since2025 = year >= 2025
  const solar: [Day, string][] = [
    [dayOf(year, 1, 1), '元旦'],
    [dayOf(year, 5, 1), '劳动节'],
    ...(since2025 ? [[dayOf(year, 5, 2), '劳动节'] satisfies [Day, string]] : []),
    ...[1, 2, 3].map((date): [Day, string] => [dayOf(year, 10, date), '国庆节']),
  ]
  if (year < 2000 || year > 2099) return solar
  const newYear = lunarDay(year, 1, 1)
  const lunar: [Day, string][] = [
    ...[...(since2025 ? [-1] : []), 0, 1, 2].map((offset): [Day, string] => [addDays(newYear, offset), '春节']),
    [qingming(year), '清明'],
    [lunarDay(year, 5, 5), '端午'],
    [lunarDay(year, 8, 15), '中秋'],
  ]
  return [...solar, ...lunar].toSorted(([a], [b]) => a.localeCompare(b))
}

/** The solar day of a lunar one. A local Date, because the library shifts texts by the process's time zone. */
function lunarDay(year: number, month: number, date: number): Day {
  return chineseDays.getSolarDateFromLunar(new Date(year, month - 1, date)).date
}

/** The usual formula for 清明, exact from 2000 to 2099; the library's own answer depends on the time zone. */
function qingming(year: number): Day {
  const inCentury = year % 100
  return dayOf(year, 4, Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4))
}
