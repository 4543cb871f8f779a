import type { z } from 'zod'
import './zod-chinese'
import { invalid, type FieldError } from './errors'

/** Input as its schema understands it. @throws AppError invalid (422) with a message at each field */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const unstorable = unstorableText(input, [])
  if (unstorable.length > 0) throw invalid(unstorable)
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw invalid(result.error.issues.flatMap(fieldErrors))
}

/** What JSON may hold and PostgreSQL may not: NUL and half a surrogate pair. */
const UNSTORABLE = /[\0\p{Surrogate}]/u

function unstorableText(input: unknown, path: readonly string[]): FieldError[] {
  if (typeof input === 'string') {
    return UNSTORABLE.test(input)
      ? [{ path: path.join('.'), code: 'character', message: '含有无法保存的字符，请删去后再试' }]
      : []
  }
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([key, value]) => unstorableText(value, [...path, key]))
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const { code, path, message } = issue
  if (code !== 'unrecognized_keys') return [{ path: path.join('.'), code, message }]
  return issue.keys.map((key) => ({ path: [...path, key].join('.'), code: 'unknown', message: '没有这个字段' }))
}
