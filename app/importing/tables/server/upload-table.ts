import { basename } from 'node:path'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { removeFile, storeFile } from '~/platform/files'
import { enqueue } from '~/platform/jobs/jobs'
import { LEDGER } from '../../domain/kind-names'
import { importKind } from '../../kinds'
import { toJson } from './batch'
import type { OpenOptions } from './kind'
import { openTable } from './open-table'

interface TableUpload {
  /** what the rows of the file are */
  kind?: string
  /** where the file lies now; it is copied into the store */
  path: string
  name: string
  options?: OpenOptions
}

/**
 * Keeps a file and makes its import; `then` runs in the same transaction.
 * @throws AppError (422, 413) when the file is no spreadsheet we read: nothing is kept then.
 */
export async function keepTable(
  context: RequestContext,
  { path, name, kind = LEDGER, options }: TableUpload,
  then?: (tx: Tx, id: string) => Promise<unknown>,
) {
  assertCan(context.actor, 'import.run', { kind })
  const fileName = plainFileName(name)
  await (await openTable(importKind(kind), path, fileName, options)).close()
  const file = await storeFile(path, { name: fileName })
  try {
    return await transaction(async (tx) => {
      const stored = await tx.storedFile.create({
        data: {
          ...file,
          sizeBytes: BigInt(file.sizeBytes),
          name: fileName,
          uploadedAt: context.now,
          uploadedById: context.actor.userId,
        },
      })
      const batch = await tx.importBatch.create({
        data: {
          kind,
          fileId: stored.id,
          fileName,
          fileSha256: file.sha256,
          ...(options ? { options: toJson(options) } : {}),
          createdAt: context.now,
          createdById: context.actor.userId,
        },
      })
      await recordAudit(tx, context, {
        action: 'import.upload',
        subjectType: 'import',
        subjectId: batch.id,
        after: { fileName, sizeBytes: file.sizeBytes, sha256: file.sha256 },
      })
      await then?.(tx, batch.id)
      return { id: batch.id }
    })
  } catch (error) {
    await removeFile(file.key).catch(() => {})
    throw error
  }
}

/** Keeps a file and has it read in the background. */
export function uploadTable(context: RequestContext, upload: TableUpload): Promise<{ id: string }> {
  return keepTable(context, upload, (tx, id) =>
    enqueue('import-read', { batchId: id, userId: context.actor.userId }, { tx, key: id }),
  )
}

/** A file's name is only ever shown: no folders, no control characters. */
export function plainFileName(name: string): string {
  const plain = basename(name.replace(/\\/g, '/'))
    // oxlint-disable-next-line no-control-regex -- they are taken away
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .trim()
  return plain.replace(/^\.+/, '').slice(0, 200) || '台账'
}
