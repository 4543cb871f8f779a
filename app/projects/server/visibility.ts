import { Prisma } from '~/generated/prisma/client'
import { hasRole, ownUnitId, type Actor } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import type { Db } from '~/platform/database/client'
import { extensionPoint } from '~/shared/extension-point'
import { NO_ID } from '~/shared/id'
import type { Asked, ProjectSubject } from '../domain/visibility'

/**
 * Whom a room downstream asks about a project, so that they see it: said three times, to Prisma, to the database and to
 * the pure rule. A test holds them together (test/access/sight.db.test.ts).
 */
export interface Sight {
  /** the projects about which this actor was asked */
  where: (actor: Actor) => Prisma.ProjectWhereInput
  /** the same of the project whose id stands in `projectId` */
  sql: (actor: Actor, projectId: Prisma.Sql) => Prisma.Sql
  /** whom it asked about a project */
  asked: (db: Db, projectId: string) => Promise<Asked[]>
}

export const sights = extensionPoint<Sight>('who sees a project')

/** What `seesProject` says, as a Prisma filter: goes into every query for projects. */
export function visibleProjects(actor: Actor): Prisma.ProjectWhereInput {
  if (actor.system) return {}
  if (!can(actor, 'project.read')) return { id: NO_ID }
  if (hasRole(actor, 'bureau', 'leader', 'auditor')) return {}
  const unitId = ownUnitId(actor)
  return {
    OR: [
      { unitId },
      { teamId: { in: actor.teamIds } },
      {
        signedFrom: { not: null },
        OR: [{ confidential: false }, { landedAtId: unitId }, { park: { unitId } }],
      },
      ...sights.all().map((sight) => sight.where(actor)),
    ],
  }
}

/** The same for raw SQL, where `alias` names the project table. */
export function visibleProjectsSql(actor: Actor, alias = 'p'): Prisma.Sql {
  if (actor.system) return Prisma.sql`true`
  if (!can(actor, 'project.read')) return Prisma.sql`false`
  if (hasRole(actor, 'bureau', 'leader', 'auditor')) return Prisma.sql`true`
  const p = Prisma.raw(alias)
  const unitId = ownUnitId(actor)
  const asked = sights.all().map((sight) => Prisma.sql`OR ${sight.sql(actor, Prisma.sql`${p}.id`)}`)
  return Prisma.sql`(
    ${p}.unit_id = ${unitId}::uuid
    OR ${p}.team_id = ANY(${actor.teamIds}::uuid[])
    OR (${p}.signed_from IS NOT NULL AND (
      NOT ${p}.confidential
      OR ${p}.landed_at_id = ${unitId}::uuid
      OR EXISTS (SELECT 1 FROM park own WHERE own.id = ${p}.park_id AND own.unit_id = ${unitId}::uuid)
    ))
    ${asked.length > 0 ? Prisma.join(asked, ' ') : Prisma.empty}
  )`
}

/** What `actsOnProject` says, of a project `p` that the actor sees. */
export function projectsInChargeSql(actor: Actor): Prisma.Sql {
  if (actor.system || hasRole(actor, 'bureau')) return Prisma.sql`true`
  const unitId = ownUnitId(actor)
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
  id: true,
  unitId: true,
  teamId: true,
  introducedById: true,
  landedAtId: true,
  signedFrom: true,
  confidential: true,
  park: { select: { unitId: true } },
} satisfies Prisma.ProjectSelect

/** The project as `can` needs it. */
export async function projectSubject(
  db: Db,
  project: Prisma.ProjectGetPayload<{ select: typeof SUBJECT_SELECT }>,
): Promise<ProjectSubject> {
  const asked = await Promise.all(sights.all().map((sight) => sight.asked(db, project.id)))
  return {
    unitId: project.unitId,
    teamId: project.teamId,
    introducedById: project.introducedById,
    landedAtId: project.landedAtId,
    parkUnitId: project.park?.unitId ?? null,
    signed: project.signedFrom !== null,
    confidential: project.confidential,
    asked: asked.flat(),
  }
}
