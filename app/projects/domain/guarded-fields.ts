import type { Actor } from '~/auth/domain/actor'
import { can, type Action, type ProjectSubject } from '~/auth/domain/can'
import type { FieldError } from '~/shared/errors'
import type { ProjectInput } from './input'

const ASSIGNED = '只有登记单位或招商局综合科可以变更'

/** Fields that whoever may edit a project may still not change, with the right each needs and what a refusal says. */
export const GUARDED_FIELDS = {
  unitId: { action: 'project.handOver', refusal: '变更登记单位请联系招商局综合科' },
  teamId: { action: 'project.assign', refusal: `专班${ASSIGNED}` },
  introducedById: { action: 'project.assign', refusal: `引荐单位${ASSIGNED}` },
  landedAtId: { action: 'project.assign', refusal: `落地单位${ASSIGNED}` },
  parkId: { action: 'project.assign', refusal: `园区${ASSIGNED}` },
  confidential: { action: 'project.conceal', refusal: `保密${ASSIGNED}` },
} as const satisfies Partial<Record<keyof ProjectInput, { action: Action; refusal: string }>>

export type GuardedField = keyof typeof GUARDED_FIELDS

/** The fields of this project that the actor may read but not change. */
export function lockedFields(actor: Actor, subject: ProjectSubject): GuardedField[] {
  const fields = Object.keys(GUARDED_FIELDS) as GuardedField[]
  return fields.filter((field) => !can(actor, GUARDED_FIELDS[field].action, subject))
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
    .map((field) => ({ path: field, code: 'notYours', message: GUARDED_FIELDS[field].refusal }))
}
