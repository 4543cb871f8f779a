import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { openFile } from '~/platform/files'
import { visibleProjects } from '~/projects/server/visibility'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { visibleMeetings } from './meetings/visible-meetings'

/** A paper of a review as a stream, for whoever sees its project or meeting. @throws AppError notFound (404) */
export async function openReviewFile(context: RequestContext, fileId: string | undefined) {
  assertCan(context.actor, 'screening.read')
  const ofScreening = { some: { screening: { project: visibleProjects(context.actor) } } }
  const file = isId(fileId)
    ? await database().storedFile.findFirst({
        where: {
          id: fileId,
          OR: [
            { opinions: ofScreening },
            { conditions: ofScreening },
            { reviews: { some: { project: visibleProjects(context.actor) } } },
            ...(can(context.actor, 'meeting.read') ? [{ meetings: { some: visibleMeetings(context.actor) } }] : []),
          ],
        },
        select: { key: true, name: true, mediaType: true, sizeBytes: true },
      })
    : null
  if (!file) throw notFound('这个文件')
  return { ...file, stream: await openFile(file.key) }
}
