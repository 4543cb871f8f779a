import { AppError } from '~/shared/errors'
import { extensionPoint } from '~/shared/extension-point'
import { keysOf } from '~/shared/records'
import { hasRole, type Actor, type RoleId } from './actor'

/** Who may do one thing. */
export interface ActionRule {
  roles: readonly RoleId[]
  /** Whether somebody with such a role may do it to this subject; absent where it is done to no subject. */
  decide?: (actor: Actor, subject: never) => boolean
}

export type ActionRules = Readonly<Record<string, ActionRule>>

/**
 * Every action with the subject it is done to, `undefined` for none. Each room adds its own beside its rules:
 * `declare module '~/auth/domain/can' { interface Actions extends SubjectsOf<typeof ROOM_ACTIONS> {} }`
 */
export interface Actions {}

/** The subjects of a room's rules, as its `decide` functions take them. */
export type SubjectsOf<Rules> = {
  [A in keyof Rules]: Rules[A] extends { decide: (actor: Actor, subject: infer Subject) => boolean }
    ? Subject
    : undefined
}

export type Action = keyof Actions

/** The actions that are done to such a subject. */
export type ActionOn<Subject> = { [A in Action]: Actions[A] extends Subject ? A : never }[Action]

export const actionRules = extensionPoint<ActionRules>('actions')

/** Every action, in the order of the rooms. */
export function allActions(): Action[] {
  return actionRules.all().flatMap((rules) => keysOf<Action>(rules))
}

function ruleOf(action: string): ActionRule {
  const rule = actionRules.all().find((rules) => Object.hasOwn(rules, action))?.[action]
  if (!rule) throw new Error(`No room knows the action "${action}"`)
  return rule
}

export function rolesAllowed(action: Action): readonly RoleId[] {
  return ruleOf(action).roles
}

/**
 * May the actor do this, to this subject? The one place that decides.
 * Without a subject: may they do it at all (to anything)?
 */
export function can<A extends Action>(actor: Actor, action: A, subject?: Actions[A]): boolean {
  const { roles, decide } = ruleOf(action)
  if (actor.system) return true
  if (!hasRole(actor, ...roles)) return false
  if (!subject) return true
  if (!decide) throw new Error(`"${action}" is done to no subject`)
  return decide(actor, subject as never)
}

/** Throws 403 in the user's words when `can` says no. */
export function assertCan<A extends Action>(actor: Actor, action: A, subject?: Actions[A]): void {
  if (can(actor, action, subject)) return
  throw new AppError('forbidden', {
    userMessage: '您的角色没有这项权限',
    message: `${action} refused to ${actor.roles.join(',') || 'nobody'}`,
  })
}
