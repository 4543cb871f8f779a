import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, type ActionOn } from '~/auth/domain/can'
import type { Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { ProjectSubject } from '../domain/visibility'
import { projectSubject, SUBJECT_SELECT, visibleProjects } from './visibility'

/**
 * Takes the project's row for this transaction, after asking who may see it (404) and act on it (403).
 * Two who write at once stand in line, so that the second judges by what the first has done.
 */
export async function lockProject(
  tx: Tx,
  context: RequestContext,
  projectId: string,
  action: ActionOn<ProjectSubject>,
) {
  if (!isId(projectId)) throw notFound('这个项目')
  await tx.$queryRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR UPDATE`
  const project = await tx.project.findFirst({
    where: { AND: [{ id: projectId, mergedIntoId: null }, visibleProjects(context.actor)] },
    include: { ...SUBJECT_INCLUDE },
  })
  if (!project) throw notFound('这个项目')
  assertCan(context.actor, action, projectSubject(project))
  return project
}

const SUBJECT_INCLUDE = {
  park: SUBJECT_SELECT.park,
  investor: true,
} satisfies Prisma.ProjectInclude
