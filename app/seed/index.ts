import { SYSTEM_ACTOR } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { removeFile } from '~/platform/files'
import { firstAdministrators } from './administrators'
import { loadDemo } from './demo/load'
import { loadReference } from './reference'

export interface SeedOptions {
  mode: 'demo' | 'none'
  now: Date
}

/** The mark that says the database is filled: what with, and when. */
export const SEED_MARK = 'seeded'

/**
 * Fills an empty database, once, in one transaction: a start that is killed leaves nothing behind for the next one.
 * Returns the lines to print; one-time passwords stand in them and nowhere else.
 */
export async function seedIfEmpty({ mode, now }: SeedOptions): Promise<{ lines: string[] }> {
  const keys: string[] = []
  try {
    return await transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${SEED_MARK}))`
      if (await tx.systemMark.findUnique({ where: { key: SEED_MARK } })) return { lines: [] }
      await loadReference(tx, now)
      const lines = await fill(tx, mode, now, keys)
      await tx.systemMark.create({ data: { key: SEED_MARK, value: { mode, at: now.toISOString() }, updatedAt: now } })
      const context = { actor: SYSTEM_ACTOR, now, via: 'job' } as const
      await recordAudit(tx, context, { action: 'seed.load', subjectType: 'system', after: { mode } })
      return { lines }
    })
  } catch (error) {
    await Promise.allSettled(keys.map(removeFile))
    throw error
  }
}

/** Somebody's own data is left alone, even where the mark is missing. */
async function fill(tx: Tx, mode: 'demo' | 'none', now: Date, keys: string[]): Promise<string[]> {
  if ((await tx.user.count()) > 0 || (await tx.unit.count()) > 0) return []
  return mode === 'demo' ? loadDemo(tx, now, keys) : firstAdministrators(tx, now)
}
