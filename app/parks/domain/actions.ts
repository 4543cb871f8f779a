import type { AuditWords } from '~/audit/domain/words'

export const PARK_AUDIT = {
  actions: { 'park.create': '新建园区', 'park.confirm': '确认园区' },
  subjects: { park: '园区' },
} as const satisfies AuditWords

declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    parks: typeof PARK_AUDIT
  }
}
