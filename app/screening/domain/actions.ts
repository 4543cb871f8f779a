import type { AuditWords } from '~/audit/domain/words'
import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'

export const SCREENING_ACTIONS = {
  // Judging numbers by a rule set, and reading the rule sets: nothing is stored.
  'screening.evaluate': { roles: READER_ROLES },
} as const satisfies ActionRules

export const SCREENING_AUDIT = {
  actions: {},
  subjects: {},
} as const satisfies AuditWords

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof SCREENING_ACTIONS> {}
}
declare module '~/audit/domain/words' {
  interface AuditVocabulary {
    screening: typeof SCREENING_AUDIT
  }
}
