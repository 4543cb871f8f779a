import type { UploadedFile } from '~/platform/http/context'
import { removeFile, storeFile } from '~/platform/files'
import type { EvidenceFile } from './evidence'

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
