import { isRole, type RequestContext, type RoleId } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import type { Tx } from '~/platform/database/client'

export interface RoleProposal {
  role: RoleId
  proposedById: string
  proposedBy: string
}

/** The roles that wait for a second person before this user holds them. */
export async function proposalsFor(tx: Tx, userId: string): Promise<RoleProposal[]> {
  const rows = await tx.roleProposal.findMany({
    where: { userId },
    select: { role: true, proposedById: true, proposedBy: { select: { name: true } } },
    orderBy: { role: 'asc' },
  })
  return rows.flatMap(({ role, proposedBy, ...row }) =>
    isRole(role) ? [{ ...row, role, proposedBy: proposedBy.name }] : [],
  )
}

/** Takes back what was proposed for a user: these roles, or all. Returns which there were. */
export async function withdrawProposals(
  tx: Tx,
  context: RequestContext,
  userId: string,
  roles?: readonly RoleId[],
): Promise<RoleId[]> {
  const proposed = (await proposalsFor(tx, userId)).map(({ role }) => role)
  const withdrawn = roles ? proposed.filter((role) => roles.includes(role)) : proposed
  if (withdrawn.length === 0) return []
  await tx.roleProposal.deleteMany({ where: { userId, role: { in: withdrawn } } })
  const after = { roles: withdrawn }
  await recordAudit(tx, context, { action: 'role.withdraw', subjectType: 'user', subjectId: userId, after })
  return withdrawn
}
