import type { UploadedFile } from '~/platform/http/context'
import { mediaTypeOf, removeFile, storeFile } from '~/platform/files'
import { invalidField } from '~/shared/errors'
import { evidenceFault } from '../domain/evidence'
import type { EvidenceFile } from './evidence'

/**
 * Keeps an uploaded file while `use` notes it as evidence; a refused act leaves no file behind.
 * @throws invalid at `file` when it is of no kind that proves anything; nothing is kept of it then
 */
export async function withEvidence<T>(
  upload: UploadedFile | undefined,
  kind: string,
  use: (evidence?: EvidenceFile) => Promise<T>,
): Promise<T> {
  if (!upload) return use()
  const fault = evidenceFault(upload.name, await mediaTypeOf(upload.path))
  if (fault) throw invalidField('file', fault, 'fileType')
  const stored = await storeFile(upload.path, upload)
  try {
    return await use({ kind, name: upload.name, ...stored })
  } catch (error) {
    await removeFile(stored.key)
    throw error
  }
}
