import { z } from 'zod'
import { UNIT_KINDS } from '~/auth/domain/unit-kinds'
import { listUnits } from '~/auth/server/list-units'
import { decodeCursor, encodeCursor, SORT_VALUES } from '~/shared/cursor'
import { operation } from './operation'
import { component, id, pageOf, paging } from './schemas'

const unit = component(
  'Unit',
  z.object({
    id,
    name: z.string(),
    kind: z.enum(UNIT_KINDS),
    parentId: id.nullable(),
    depth: z.number().int().describe('根为 0'),
    confirmed: z.boolean().describe('false：导入时遇到，尚未确认'),
    mergedInto: z.string().nullable().describe('并入的单位'),
    synonyms: z.array(z.string()).describe('曾用名和别称'),
  }),
)

export const unitOperations = [
  operation({
    id: 'listUnits',
    method: 'get',
    path: '/units',
    tag: '单位',
    summary: '单位，按隶属关系排列',
    description: '已并入其他单位的，按名称 q 才查得到。',
    action: 'unit.read',
    query: z.strictObject({
      q: z.string().trim().max(100).optional(),
      confirmed: z.enum(['false']).optional().describe('false：只看尚未确认的'),
      sort: z.enum(['tree']).default('tree'),
      ...paging,
    }),
    response: pageOf('UnitPage', unit),
    handle: async (context, { query: { q, confirmed, sort, limit, cursor } }) => {
      const offset = cursor ? Number(decodeCursor(cursor, sort, SORT_VALUES.offset).value) : 0
      const search = q || undefined
      const unconfirmed = confirmed === 'false'
      const { items, total } = await listUnits(context, { search, unconfirmed, offset, limit, counted: false })
      const last = items.at(-1)
      const end = offset + items.length
      return {
        items: items.map((row) => unit.parse(row)),
        total,
        nextCursor: last && end < total ? encodeCursor({ sort, value: String(end), id: last.id }) : null,
      }
    },
  }),
]
