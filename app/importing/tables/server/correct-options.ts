import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { findBatch, mappingOf, optionsOf, toJson } from './batch'
import { readAnew, readBefore } from './correct-reading'
import type { OpenOptions } from './kind'

interface ChosenOptions {
  id: string
  /** the version of the batch that was seen */
  version: number
  options: OpenOptions
}

/** Takes what is chosen for a file that does not say it itself, and has the file read again. @throws stale */
export async function correctOptions(context: RequestContext, { id, version, options }: ChosenOptions): Promise<void> {
  await transaction(async (tx) => {
    const batch = await findBatch(tx, context, id)
    assertCan(context.actor, 'import.run', { kind: batch.kind })
    await readAnew(
      tx,
      context,
      { id, version },
      {
        mapping: toJson({ ...mappingOf(batch), before: readBefore(batch) }),
        options: toJson(options),
      },
    )
    await recordAudit(tx, context, {
      action: 'import.map',
      subjectType: 'import',
      subjectId: id,
      before: { ...optionsOf(batch) },
      after: { ...options },
    })
  })
}
