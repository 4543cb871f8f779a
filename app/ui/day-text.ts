const DAY = /^(\d{4})(?:[-/.年](\d{1,2}))?(?:[-/.月](\d{1,2}))?[月日]?$/
const PLAIN = /^(\d{4})(\d{2})(\d{2})?$/

/**
 * What was typed as a day, month or year, in the form that is stored: 2021.5.3 → 2021-05-03, 2021年5月 → 2021-05,
 * 20210503 → 2021-05-03. Null when it is no such day.
 */
export function normalDayText(text: string): string | null {
  const narrow = text.normalize('NFKC').replace(/\s+/g, '')
  const found = PLAIN.exec(narrow) ?? DAY.exec(narrow)
  if (!found) return null
  const [, year, month, day] = found
  if (!month) return year!
  const monthNumber = Number(month)
  if (monthNumber < 1 || monthNumber > 12) return null
  const start = `${year}-${month.padStart(2, '0')}`
  if (!day) return start
  const last = new Date(Date.UTC(Number(year), monthNumber, 0)).getUTCDate()
  if (Number(day) < 1 || Number(day) > last) return null
  return `${start}-${day.padStart(2, '0')}`
}
