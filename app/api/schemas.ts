import { z } from 'zod'
import { limitInput } from '~/shared/page-limit'

/** Schemas that stand under components in the OpenAPI document, by their names there. */
export const components = z.registry<{ id: string }>()

/** Gives a schema its name in the OpenAPI document. */
export function component<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  components.add(schema, { id })
  return schema
}

export const id = z.uuid()
export const daySchema = z.iso.date()
export const moment = z.iso.datetime()
export const wan = z.number().nullable().describe('万元')
export const muSchema = z.number().nullable().describe('亩')

export const named = component('Named', z.object({ id, name: z.string() }))

export const occurredSchema = component(
  'Occurred',
  z
    .object({
      from: daySchema.nullable().describe('最早可能的一天；日期不详为 null'),
      to: daySchema.nullable().describe('最晚可能的一天；日期不详为 null'),
      precision: z.enum(['day', 'month', 'year', 'unknown']),
    })
    .describe('发生时间，上海时区的日历日'),
)

/** Query parameters that every list takes. */
export const paging = {
  limit: limitInput.describe('每页条数'),
  cursor: z.string().min(1).optional().describe('上一页的 nextCursor'),
}

/** A page of a list; `more` is what else it says of itself. */
export function pageOf<Item extends z.ZodType, More extends z.ZodRawShape = Record<never, never>>(
  name: string,
  item: Item,
  more?: More,
) {
  return component(
    name,
    z.object({
      items: z.array(item),
      total: z.number().int().describe('符合条件的总数'),
      nextCursor: z.string().nullable().describe('没有下一页时为 null'),
      ...more,
    }),
  )
}

export const problem = component(
  'Problem',
  z.looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  }),
)
