import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'

export const INVESTOR_ACTIONS = {
  'investor.read': { roles: READER_ROLES },
} as const satisfies ActionRules

export const INVESTOR_AUDIT = {
  actions: { 'investor.update': '修改投资方' },
  subjects: { investor: '投资方' },
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof INVESTOR_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    investors: typeof INVESTOR_AUDIT
  }
}
