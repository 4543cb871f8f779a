import { hasRole, READER_ROLES, type Actor, type RoleId } from '~/auth/domain/actor'

/** A unit, or everybody with a role, who was asked about a project: from that day they see it. */
export type Asked = { unitId: string } | { role: RoleId }

/** The project as far as a decision needs it. */
export interface ProjectSubject {
  unitId: string
  teamId: string | null
  introducedById: string | null
  landedAtId: string | null
  /** the unit of the park it is to stand in */
  parkUnitId: string | null
  signed: boolean
  confidential: boolean
  /** who was asked about it, as rooms downstream say */
  asked: readonly Asked[]
}

/** Of one's own unit or team: the lead's holder, and its landing unit once it is signed. */
function belongsTo(actor: Actor, project: ProjectSubject): boolean {
  if (project.teamId && actor.teamIds.includes(project.teamId)) return true
  if (!actor.unitId) return false
  if (actor.unitId === project.unitId) return true
  return project.signed && (actor.unitId === project.landedAtId || actor.unitId === project.parkUnitId)
}

const isAsked = (actor: Actor, { asked }: ProjectSubject): boolean =>
  asked.some((each) => ('role' in each ? hasRole(actor, each.role) : each.unitId === actor.unitId))

/**
 * Who sees a project: before signing its own unit and team, the bureau, leaders, the auditor and whoever was asked about
 * it; signed ones all business roles, unless 保密. `visibleProjects` says the same to the database.
 */
export function seesProject(actor: Actor, project: ProjectSubject): boolean {
  if (actor.system) return true
  if (!hasRole(actor, ...READER_ROLES)) return false
  if (hasRole(actor, 'bureau', 'leader', 'auditor')) return true
  if (belongsTo(actor, project) || isAsked(actor, project)) return true
  return project.signed && !project.confidential
}

/** The bureau acts on every project that it sees, others on those of their own unit or team. */
export function actsOnProject(actor: Actor, project: ProjectSubject): boolean {
  return seesProject(actor, project) && (hasRole(actor, 'bureau') || belongsTo(actor, project))
}

/** Only the holding unit, or the bureau: not the team, and not whom the project has landed at. */
export function holdsProject(actor: Actor, project: ProjectSubject): boolean {
  return seesProject(actor, project) && (hasRole(actor, 'bureau') || actor.unitId === project.unitId)
}

/** The bureau, or before the signing the holding unit: what is signed has been reported to others. */
export function voidsProject(actor: Actor, project: ProjectSubject): boolean {
  return holdsProject(actor, project) && (hasRole(actor, 'bureau') || !project.signed)
}
