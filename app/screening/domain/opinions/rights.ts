import { hasRole, type Actor } from '~/auth/domain/actor'

/** A request for an opinion as far as a decision needs it. */
export interface OpinionSubject {
  unitId: string
  /** 回避 of persons */
  recusedUserIds: readonly string[]
}

/** A condition: the unit that has to fulfil it, and the one that made it, or whose park's meeting did; none for the county's. */
export interface ConditionSubject {
  unitId: string
  madeByUnitId: string | null
}

/** The asked unit answers, save who recused themselves; the office enters what came on paper. */
export function answersOpinion(actor: Actor, { unitId, recusedUserIds }: OpinionSubject): boolean {
  if (actor.userId !== null && recusedUserIds.includes(actor.userId)) return false
  return hasRole(actor, 'bureau') || actor.unitId === unitId
}

/** Whoever made a condition says that it is fulfilled, or the office does. */
export function closesCondition(actor: Actor, { madeByUnitId }: ConditionSubject): boolean {
  return hasRole(actor, 'bureau') || (madeByUnitId !== null && actor.unitId === madeByUnitId)
}
