import { NO_ID } from '~/shared/id'

/** The roles of the house; ids are stored and stand in the API. */
export const ROLES = [
  'officer',
  'bureau',
  'park',
  'land',
  'reviewer',
  'inspector',
  'leader',
  'sysadmin',
  'secadmin',
  'auditor',
] as const

export type RoleId = (typeof ROLES)[number]

export const isRole = (text: unknown): text is RoleId => ROLES.some((role) => role === text)

/** The roles in what a form or a log says. */
export const rolesIn = (list: unknown): RoleId[] => (Array.isArray(list) ? list.filter(isRole) : [])

export const ROLE_NAMES: Record<RoleId, string> = {
  officer: '招商专员',
  bureau: '招商局综合科',
  park: '园区管委会',
  land: '自然资源规划局',
  reviewer: '会审部门',
  inspector: '督查室',
  leader: '领导',
  sysadmin: '系统管理员',
  secadmin: '安全管理员',
  auditor: '审计管理员',
}

/** Whoever works on projects; none of the three administrators touches business data (domain handbook, ch. 1). */
export const BUSINESS_ROLES = ['officer', 'bureau', 'park', 'land', 'reviewer', 'inspector', 'leader'] as const
/** Whoever reads business data. */
export const READER_ROLES = [...BUSINESS_ROLES, 'auditor'] as const
/** Whoever writes it; leaders read, rarely type. */
export const WRITER_ROLES = ['officer', 'bureau', 'park'] as const

/** Whoever acts: a person with their unit, teams and roles, or the system. */
export interface Actor {
  userId: string | null
  login: string
  name: string
  unitId: string | null
  teamIds: string[]
  roles: RoleId[]
  /** the program itself: seed, jobs, the command line without --as */
  system?: boolean
}

export const SYSTEM_ACTOR: Actor = {
  userId: null,
  login: 'system',
  name: '系统',
  unitId: null,
  teamIds: [],
  roles: [],
  system: true,
}

/** What a use case knows of the request it serves: who asks, when, and where from. */
export interface RequestContext {
  actor: Actor
  now: Date
  requestId?: string
  address?: string
  via: 'page' | 'api' | 'cli' | 'job'
  /** the audit event of the larger act that everything done now is a part of */
  partOf?: string
}

/** The actor's unit as a query compares it; of an actor without one it is nothing's. */
export const ownUnitId = ({ unitId }: Actor): string => unitId ?? NO_ID

export function hasRole(actor: Actor, ...roles: readonly RoleId[]): boolean {
  return actor.roles.some((role) => roles.includes(role))
}
