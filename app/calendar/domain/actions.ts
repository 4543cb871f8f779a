import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'

export const CALENDAR_ACTIONS = {
  'calendar.read': { roles: READER_ROLES },
  'calendar.manage': { roles: ['bureau'] },
} as const satisfies ActionRules

export const CALENDAR_AUDIT = {
  actions: { 'calendar.update': '修改工作日历' },
  subjects: { calendar: '工作日历' },
  fields: { list: '放假安排' },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof CALENDAR_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    calendar: typeof CALENDAR_AUDIT
  }
}
