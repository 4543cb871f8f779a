import { AppError, invalidField } from '~/shared/errors'

/** By the name of a rule of the database: the field it is about, and what its form says. */
export type ConstraintWords = Readonly<Record<string, readonly [path: string, message: string]>>

/** Runs a write and says a broken rule of the database in the words of the form. @throws invalid (422) at the field */
export async function explainBroken<T>(
  words: ConstraintWords,
  code: 'taken' | 'constraint',
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof AppError || typeof error !== 'object' || error === null) throw error
    const text = JSON.stringify(error, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    const broken = Object.entries(words).find(([name]) => new RegExp(`\\b${name}\\b`).test(text))
    if (!broken) throw error
    const [, [path, message]] = broken
    throw invalidField(path, message, code)
  }
}
