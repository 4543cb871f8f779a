import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, type ActionOn } from '~/auth/domain/can'
import type { Tx } from '~/platform/database/client'
import { KEEP_PLANS } from '~/platform/database/plans'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { ProjectSubject } from '../domain/visibility'
import { projectSubject, SUBJECT_SELECT, visibleProjects } from './visibility'

/**
 * Takes the project's row for this transaction, after asking who may see it (404) and act on it (403).
 * Two who write at once stand in line, so that the second judges by what the first has done.
 * @throws conflict (409) when it is 作废, which nothing changes until it is restored; with `voided`, when it is not
 */
export async function lockProject(
  tx: Tx,
  context: RequestContext,
  projectId: string,
  action: ActionOn<ProjectSubject>,
  { voided = false } = {},
) {
  if (!isId(projectId)) throw notFound('这个项目')
  await tx.$queryRaw`SELECT ${KEEP_PLANS} FROM project WHERE id = ${projectId}::uuid FOR UPDATE`
  const project = await tx.project.findFirst({
    where: { AND: [{ id: projectId, mergedIntoId: null }, visibleProjects(context.actor)] },
    include: { ...SUBJECT_INCLUDE },
  })
  if (!project) throw notFound('这个项目')
  assertCan(context.actor, action, await projectSubject(tx, project))
  if (voided !== (project.voidedAt !== null)) throw notAsWanted(voided)
  return project
}

function notAsWanted(voided: boolean): AppError {
  const userMessage = voided ? '这个项目没有作废，或已恢复，请刷新后再看' : '这个项目已作废，恢复后才能办理'
  return new AppError('conflict', { userMessage })
}

const SUBJECT_INCLUDE = {
  park: SUBJECT_SELECT.park,
  investor: true,
} satisfies Prisma.ProjectInclude
