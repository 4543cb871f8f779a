import type { UploadedFile } from '~/platform/http/context'
import { removeFile, storeFile } from '~/platform/files'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import type { EvidenceFile } from './evidence'
import { visibleProjects } from './visibility'

/** Keeps an uploaded file while `use` notes it as evidence; a refused deed leaves no file behind. */
export async function withEvidence<T>(
  upload: UploadedFile | undefined,
  kind: string,
  use: (evidence?: EvidenceFile) => Promise<T>,
): Promise<T> {
  if (!upload) return use()
  const stored = await storeFile(upload.path, upload)
  try {
    return await use({ kind, name: upload.name, ...stored })
  } catch (error) {
    await removeFile(stored.key)
    throw error
  }
}

/** The file of a piece of evidence, for whoever sees its project. @throws notFound */
export async function evidenceFile(call: Call, { projectId, evidenceId }: { projectId: string; evidenceId: string }) {
  assertCan(call.actor, 'project.read')
  if (!isId(projectId) || !isId(evidenceId)) throw notFound('这份材料')
  const evidence = await database().evidence.findFirst({
    where: { id: evidenceId, project: { AND: [{ id: projectId }, visibleProjects(call.actor)] } },
    select: { file: { select: { key: true, name: true, mediaType: true, sizeBytes: true } } },
  })
  if (!evidence) throw notFound('这份材料')
  return evidence.file
}
