import type { z } from 'zod'
import './zod-chinese'
import { invalid, type FieldError } from './errors'

/** Input as its schema understands it. @throws AppError invalid (422) with a message at each field */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw invalid(result.error.issues.flatMap(fieldErrors))
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const { code, path, message } = issue
  if (code !== 'unrecognized_keys') return [{ path: path.join('.'), code, message }]
  return issue.keys.map((key) => ({ path: [...path, key].join('.'), code: 'unknown', message: '没有这个字段' }))
}
