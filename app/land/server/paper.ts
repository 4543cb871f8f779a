import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { openFile } from '~/platform/files'
import { visibleProjects } from '~/projects/server/visibility'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'

/**
 * The paper of a plot's status, for whoever reads plots, or of a step of an allocation, for whoever sees its project.
 * @throws AppError notFound (404)
 */
export async function openPaper(context: RequestContext, plotId: string | undefined, fileId: string | undefined) {
  assertCan(context.actor, 'plot.read')
  const file =
    isId(plotId) && isId(fileId)
      ? await database().storedFile.findFirst({
          where: {
            id: fileId,
            OR: [
              { plotStatuses: { some: { plotId } } },
              { allocations: { some: { allocation: { plotId, project: visibleProjects(context.actor) } } } },
            ],
          },
          select: { key: true, name: true, mediaType: true, sizeBytes: true },
        })
      : null
  if (!file) throw notFound('这个文件')
  return { ...file, stream: await openFile(file.key) }
}
