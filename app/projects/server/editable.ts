import type { RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { lockedFields } from '../domain/guarded-fields'
import { lockProject } from './lock'
import { projectFormValues } from './stored-fields'
import { projectSubject } from './visibility'

/**
 * What an edit starts from: the stored values, the version they belong to, and the fields this actor may not change.
 * @throws notFound or forbidden, as saving would.
 */
export async function editableProject(context: RequestContext, id: string) {
  const project = await transaction((tx) => lockProject(tx, context, id, 'project.edit'))
  const { unitId, introducedById, landedAtId, teamId, parkId } = project
  const among = (ids: (string | null)[]) => ({ where: { id: { in: ids.filter((each) => each !== null) } } })
  const [units, teams, parks] = await Promise.all([
    database().unit.findMany({
      ...among([unitId, introducedById, landedAtId]),
      select: { id: true, name: true, kind: true },
    }),
    database().team.findMany({ ...among([teamId]), select: { id: true, name: true } }),
    database().park.findMany({ ...among([parkId]), select: { id: true, name: true } }),
  ])
  return {
    version: project.version,
    name: project.name,
    values: projectFormValues(project),
    locked: lockedFields(context.actor, await projectSubject(database(), project)),
    current: { units, teams, parks },
  }
}
