import type { Actor } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { FieldError } from '~/shared/errors'
import { fieldsWhere, PROJECT_FIELDS, type FieldWith } from './fields'
import type { ProjectInput } from './input'
import type { ProjectSubject } from './visibility'

/** Fields that whoever may edit a project may still not change without a further right. */
export type GuardedField = FieldWith<{ guard: object }>

const GUARDED = fieldsWhere<GuardedField>(({ guard }) => guard !== undefined)

/** The fields of this project that the actor may read but not change. */
export function lockedFields(actor: Actor, subject: ProjectSubject): GuardedField[] {
  return GUARDED.filter((field) => !can(actor, PROJECT_FIELDS[field].guard.action, subject))
}

/** What an edit changes though its actor may not, each at its field; a value sent as it stands changes nothing. */
export function refusedChanges(
  actor: Actor,
  subject: ProjectSubject,
  before: Pick<ProjectInput, GuardedField>,
  after: Pick<ProjectInput, GuardedField>,
): FieldError[] {
  return lockedFields(actor, subject)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ path: field, code: 'notYours', message: PROJECT_FIELDS[field].guard.refusal }))
}
