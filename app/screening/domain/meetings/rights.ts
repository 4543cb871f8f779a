import { hasRole, type Actor } from '~/auth/domain/actor'

/** A meeting as far as a decision needs it. */
export interface MeetingSubject {
  /** the unit of the park whose own meeting it is */
  parkUnitId: string | null
}

const ofOwnPark = (actor: Actor, { parkUnitId }: MeetingSubject) => parkUnitId !== null && parkUnitId === actor.unitId

/** Agendas name leads of every unit: the office, leaders and the auditor read them, a park its own. */
export const seesMeeting = (actor: Actor, meeting: MeetingSubject): boolean =>
  hasRole(actor, 'bureau', 'leader', 'auditor') || ofOwnPark(actor, meeting)

/** The office keeps every meeting, a park its own. */
export const managesMeeting = (actor: Actor, meeting: MeetingSubject): boolean =>
  hasRole(actor, 'bureau') || ofOwnPark(actor, meeting)
