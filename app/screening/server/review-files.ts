import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database, type Tx } from '~/platform/database/client'
import { openFile } from '~/platform/files'
import type { EvidenceFile } from '~/projects/server/evidence'
import { visibleProjects } from '~/projects/server/visibility'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { visibleMeetings } from './meetings/visible-meetings'

/** Notes a stored file as the paper of an opinion, a condition or a meeting; null where there is none. */
export async function keepReviewFile(
  tx: Tx,
  context: RequestContext,
  paper: EvidenceFile | undefined,
): Promise<string | null> {
  if (!paper) return null
  const { kind: _, ...file } = paper
  const { id } = await tx.storedFile.create({
    data: { ...file, uploadedAt: context.now, uploadedById: context.actor.userId },
    select: { id: true },
  })
  return id
}

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
