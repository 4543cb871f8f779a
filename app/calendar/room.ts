import { defineRoom } from '~/room'
import { CALENDAR_ACTIONS, CALENDAR_AUDIT } from './domain/actions'
import { calendarDuties } from './server/duties'
import { auditedCalendar } from './server/audited'

export const calendar = defineRoom({
  name: 'calendar',
  actions: CALENDAR_ACTIONS,
  audit: CALENDAR_AUDIT,
  audited: [auditedCalendar],
  tables: ['calendar_day'],
  settings: [{ label: '工作日历', to: '/settings/calendar', order: 65, action: 'calendar.read' }],
  duties: calendarDuties,
})
