import type { AuditedThings } from '~/audit/server/audited-things'

/** A year of the calendar is its own name. */
export const auditedCalendar: AuditedThings = {
  type: 'calendar',
  names: async (_, ids) => ids.filter(isYear).map((year) => ({ id: year, name: `${year} 年` })),
  page: { action: 'calendar.read', path: (year) => `/settings/calendar/${year}` },
}

const isYear = (text: string) => /^\d{4}$/.test(text)
