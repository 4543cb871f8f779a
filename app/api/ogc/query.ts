import { z } from 'zod'
import { boxInput, dayRangeInput } from '~/land/domain/export/features'
import type { FeatureQuestion } from '~/land/server/export/features'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import type { Collection } from './collections'

/** Features of a page: what is asked beyond the most is cut, as the standard wants. */
export const LIMITS = { usual: 100, most: 10_000 }

const paging = {
  limit: z
    .string()
    .regex(/^\d{1,9}$/, '每页条数应为正整数')
    .transform(Number)
    .refine((limit) => limit >= 1, '每页条数应为正整数')
    .transform((limit) => Math.min(limit, LIMITS.most))
    .default(LIMITS.usual),
  bbox: boxInput.optional(),
  datetime: dayRangeInput.optional(),
  cursor: z.string().min(1).max(500).optional(),
}

/** Nothing may be asked of what takes no parameters. @throws AppError invalid */
export function checkNoQuery(query: Record<string, string[]>): void {
  const [unknown] = Object.keys(query)
  if (unknown !== undefined) throw unknownParameter(unknown)
}

/** What is asked of a collection's features. @throws AppError invalid for unknown, repeated or wrong parameters */
export function questionOf({ properties }: Collection, query: Record<string, string[]>): FeatureQuestion<string> {
  const given = Object.entries(query).map(([name, values]): [string, string] => {
    const [value = '', ...more] = values
    if (!(name in paging) && !(name in properties)) throw unknownParameter(name)
    if (more.length > 0) throw invalidField(name, '参数只能出现一次')
    return [name, value]
  })
  const { limit, bbox, datetime, cursor } = parseInput(z.object(paging), ofNames(given, paging))
  const asked = z.object(properties).partial()
  return { limit, box: bbox, days: datetime, cursor, properties: parseInput(asked, ofNames(given, properties)) }
}

const ofNames = (given: [string, string][], names: object) =>
  Object.fromEntries(given.filter(([name]) => Object.hasOwn(names, name)))

const unknownParameter = (name: string) => invalidField(name.slice(0, 60), '没有这个参数', 'unknown')
