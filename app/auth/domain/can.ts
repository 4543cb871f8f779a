import { AppError } from '~/shared/errors'
import { hasRole, type Actor, type RoleId } from './actor'

const BUSINESS: RoleId[] = ['officer', 'bureau', 'park', 'land', 'reviewer', 'inspector', 'leader']
const PROJECT_READERS: RoleId[] = [...BUSINESS, 'auditor']
const PROJECT_WRITERS: RoleId[] = ['officer', 'bureau', 'park']

/**
 * Which role may do what. None of the three administrators touches business data;
 * leaders read, rarely type (domain handbook, ch. 1).
 */
const ALLOWED = {
  'workbench.read': [...PROJECT_READERS, 'sysadmin', 'secadmin'],
  'project.read': PROJECT_READERS,
  'project.register': PROJECT_WRITERS,
  'project.edit': PROJECT_WRITERS,
  // Names another holder. A unit that gives a project away would need the receiver's consent: the bureau does it for both.
  'project.handOver': ['bureau'],
  // Says who answers and who is credited: introducing and landing unit, park, team.
  'project.assign': PROJECT_WRITERS,
  // Sets or lifts 保密.
  'project.conceal': PROJECT_WRITERS,
  'stage.record': PROJECT_WRITERS,
  'stage.correct': PROJECT_WRITERS,
  'stage.waive': ['bureau'],
  'stage.verify': ['bureau'],
  'guardFact.tick': ['bureau'],
  'evidence.add': PROJECT_WRITERS,
  'personal.reveal': PROJECT_WRITERS,
  'investor.read': PROJECT_READERS,
  'import.read': ['bureau'],
  'import.run': ['bureau'],
  'figure.read': PROJECT_READERS,
  'promotion.read': PROJECT_READERS,
  'promotion.manage': ['bureau'],
  'unit.read': [...PROJECT_READERS, 'sysadmin', 'secadmin'],
  'unit.manage': ['bureau', 'sysadmin'],
  'user.read': ['sysadmin', 'secadmin', 'auditor'],
  'user.manage': ['sysadmin'],
  'role.grant': ['secadmin'],
  'session.revoke': ['secadmin'],
  'audit.read': ['auditor', 'secadmin'],
  'backup.make': ['sysadmin'],
  'settings.read': [...PROJECT_READERS, 'sysadmin', 'secadmin'],
  'token.own': [...PROJECT_READERS, 'sysadmin', 'secadmin'],
  // Nobody acts in another's name: only the command line, as the system, issues tokens for others.
  'token.issue': [],
  'password.own': [...PROJECT_READERS, 'sysadmin', 'secadmin'],
} satisfies Record<string, RoleId[]>

export type Action = keyof typeof ALLOWED

export const ACTIONS = Object.keys(ALLOWED) as Action[]

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
}

export function rolesAllowed(action: Action): readonly RoleId[] {
  return ALLOWED[action]
}

/** Of one's own unit or team: the lead's holder, and its landing unit once it is signed. */
function belongsTo(actor: Actor, project: ProjectSubject): boolean {
  if (project.teamId && actor.teamIds.includes(project.teamId)) return true
  if (!actor.unitId) return false
  if (actor.unitId === project.unitId) return true
  return project.signed && (actor.unitId === project.landedAtId || actor.unitId === project.parkUnitId)
}

/**
 * Who sees a project: before signing its own unit and team, the bureau, leaders and the auditor;
 * signed ones all business roles, unless 保密. `visibleProjects` says the same to the database.
 */
export function seesProject(actor: Actor, project: ProjectSubject): boolean {
  if (actor.system) return true
  if (!hasRole(actor, ...PROJECT_READERS)) return false
  if (hasRole(actor, 'bureau', 'leader', 'auditor')) return true
  if (belongsTo(actor, project)) return true
  return project.signed && !project.confidential
}

const OWN_PROJECT_ACTIONS: Action[] = [
  'project.edit',
  'stage.record',
  'stage.correct',
  'evidence.add',
  'personal.reveal',
]

/** What only the holding unit, or the bureau, may do: not the team, and not whom the project has landed at. */
const HOLDER_ACTIONS: Action[] = ['project.assign', 'project.conceal']

/**
 * May the actor do this, to this subject? The one place that decides.
 * Without a subject: may they do it at all (to anything)?
 */
export function can(actor: Actor, action: Action, subject?: ProjectSubject): boolean {
  if (actor.system) return true
  if (!hasRole(actor, ...rolesAllowed(action))) return false
  if (!subject) return true
  if (!seesProject(actor, subject)) return false
  if (hasRole(actor, 'bureau')) return true
  if (HOLDER_ACTIONS.includes(action)) return actor.unitId === subject.unitId
  if (OWN_PROJECT_ACTIONS.includes(action)) return belongsTo(actor, subject)
  return true
}

/** Throws 403 in the user's words when `can` says no. */
export function assertCan(actor: Actor, action: Action, subject?: ProjectSubject): void {
  if (can(actor, action, subject)) return
  throw new AppError('forbidden', {
    userMessage: '您的角色没有这项权限',
    message: `${action} refused to ${actor.roles.join(',') || 'nobody'}`,
  })
}
