import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { openFile } from '~/platform/files'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { visibleProjects } from './visibility'

/** A stored file as a stream, for whoever sees a project it is evidence of. @throws AppError notFound (404) */
export async function openEvidence(context: RequestContext, fileId: string | undefined) {
  assertCan(context.actor, 'project.read')
  const file = isId(fileId)
    ? await database().storedFile.findFirst({
        where: { id: fileId, evidence: { some: { project: visibleProjects(context.actor) } } },
        select: { key: true, name: true, mediaType: true, sizeBytes: true },
      })
    : null
  if (!file) throw notFound('这个文件')
  return { ...file, stream: await openFile(file.key) }
}
