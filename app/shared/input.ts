import type { z } from 'zod'
import './zod-chinese'
import { invalid } from './errors'

/** Input as its schema understands it. @throws AppError invalid (422) with a message at each field */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw invalid(
    result.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code: code ?? 'invalid', message })),
  )
}
