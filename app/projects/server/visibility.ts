import { Prisma } from '~/generated/prisma/client'
import { hasRole, type Actor } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { ProjectSubject } from '../domain/visibility'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What `seesProject` says, as a Prisma filter: goes into every query for projects. */
export function visibleProjects(actor: Actor): Prisma.ProjectWhereInput {
  if (actor.system) return {}
  if (!can(actor, 'project.read')) return { id: NOBODY }
  if (hasRole(actor, 'bureau', 'leader', 'auditor')) return {}
  const unitId = actor.unitId ?? NOBODY
  return {
    OR: [
      { unitId },
      { teamId: { in: actor.teamIds } },
      {
        signedFrom: { not: null },
        OR: [{ confidential: false }, { landedAtId: unitId }, { park: { unitId } }],
      },
    ],
  }
}

/** The same for raw SQL, where `alias` names the project table. */
export function visibleProjectsSql(actor: Actor, alias = 'p'): Prisma.Sql {
  if (actor.system) return Prisma.sql`true`
  if (!can(actor, 'project.read')) return Prisma.sql`false`
  if (hasRole(actor, 'bureau', 'leader', 'auditor')) return Prisma.sql`true`
  const p = Prisma.raw(alias)
  const unitId = actor.unitId ?? NOBODY
  return Prisma.sql`(
    ${p}.unit_id = ${unitId}::uuid
    OR ${p}.team_id = ANY(${actor.teamIds}::uuid[])
    OR (${p}.signed_from IS NOT NULL AND (
      NOT ${p}.confidential
      OR ${p}.landed_at_id = ${unitId}::uuid
      OR EXISTS (SELECT 1 FROM park own WHERE own.id = ${p}.park_id AND own.unit_id = ${unitId}::uuid)
    ))
  )`
}

/** What `actsOnProject` says, of a project `p` that the actor sees. */
export function projectsInChargeSql(actor: Actor): Prisma.Sql {
  if (actor.system || hasRole(actor, 'bureau')) return Prisma.sql`true`
  const unitId = actor.unitId ?? NOBODY
  return Prisma.sql`(
    p.unit_id = ${unitId}::uuid
    OR p.team_id = ANY(${actor.teamIds}::uuid[])
    OR (p.signed_from IS NOT NULL AND (
      p.landed_at_id = ${unitId}::uuid
      OR EXISTS (SELECT 1 FROM park own WHERE own.id = p.park_id AND own.unit_id = ${unitId}::uuid)
    ))
  )`
}

/** What a query must select so that `projectSubject` can be built. */
export const SUBJECT_SELECT = {
  unitId: true,
  teamId: true,
  introducedById: true,
  landedAtId: true,
  signedFrom: true,
  confidential: true,
  park: { select: { unitId: true } },
} satisfies Prisma.ProjectSelect

/** The project as `can` needs it. */
export function projectSubject(project: Prisma.ProjectGetPayload<{ select: typeof SUBJECT_SELECT }>): ProjectSubject {
  return {
    unitId: project.unitId,
    teamId: project.teamId,
    introducedById: project.introducedById,
    landedAtId: project.landedAtId,
    parkUnitId: project.park?.unitId ?? null,
    signed: project.signedFrom !== null,
    confidential: project.confidential,
  }
}
