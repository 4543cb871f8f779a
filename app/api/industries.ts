import { z } from 'zod'
import { INDUSTRY_LEVELS } from '~/parks/domain/industry-code'
import { searchIndustries } from '~/parks/server/industries'
import { decodeCursor, encodeCursor, SORT_VALUES } from '~/shared/cursor'
import { NO_ID } from '~/shared/id'
import { operation } from './operation'
import { component, pageOf, paging } from './schemas'

const industry = component(
  'ClassifiedIndustry',
  z.object({
    code: z.string().describe('门类一个字母，大类、中类、小类两到四位数字'),
    name: z.string(),
    level: z.enum(INDUSTRY_LEVELS).describe('section 门类，division 大类，group 中类，class 小类'),
    section: z.string().describe('所在门类的字母'),
  }),
)

export const industryOperations = [
  operation({
    id: 'searchIndustries',
    method: 'get',
    path: '/industries',
    tag: '产业链',
    summary: '国民经济行业分类（GB/T 4754-2017）',
    description: '按代码（如 C35、3511，连同下级）或名称的几个字查；不填 q 列出门类。',
    action: 'park.read',
    query: z.strictObject({
      q: z.string().trim().max(100).default('').describe('代码，或名称的几个字'),
      sort: z.enum(['nearest']).default('nearest'),
      ...paging,
    }),
    response: pageOf('ClassifiedIndustryPage', industry),
    handle: async (_, { query: { q, sort, limit, cursor } }) => {
      const offset = cursor ? Number(decodeCursor(cursor, sort, SORT_VALUES.offset).value) : 0
      const { items, total } = searchIndustries(q, { offset, limit })
      const end = offset + items.length
      return {
        items,
        total,
        // The standard's entries have no ids; a cursor holds one all the same.
        nextCursor: items.length > 0 && end < total ? encodeCursor({ sort, value: String(end), id: NO_ID }) : null,
      }
    },
  }),
]
