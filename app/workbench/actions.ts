import { ROLES } from '~/auth/domain/actor'
import type { ActionRules, SubjectsOf } from '~/auth/domain/can'

export const WORKBENCH_ACTIONS = {
  'workbench.read': { roles: ROLES },
} as const satisfies ActionRules

declare module '~/auth/domain/can' {
  interface Actions extends SubjectsOf<typeof WORKBENCH_ACTIONS> {}
}
