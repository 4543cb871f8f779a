import { READER_ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'

export const PIPELINE_ACTIONS = {
  'figure.read': { roles: READER_ROLES },
} as const satisfies ActionRules

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof PIPELINE_ACTIONS> {}
}
