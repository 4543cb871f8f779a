import { z } from 'zod'
import { getInvestor } from '~/projects/server/get-investor'
import { INVESTOR_SORTS, listInvestors } from '~/projects/server/list-investors'
import { PATH } from '~/projects/domain/stages'
import { operation } from './operation'
import { component, daySchema, id, moment, pageOf, paging, wan } from './schemas'

const listed = {
  id,
  name: z.string(),
  uscc: z.string().nullable().describe('统一社会信用代码；境外投资方没有'),
  origin: z.string().nullable().describe('来源地'),
  createdAt: moment,
}

const investor = component(
  'Investor',
  z.object({
    ...listed,
    projects: z.number().int().describe('其中您可见的项目数'),
    investmentWan: wan.describe('这些项目的总投资合计，万元'),
  }),
)

const record = component(
  'InvestorRecord',
  z.object({
    ...listed,
    projects: z
      .array(
        z.object({
          id,
          name: z.string(),
          stage: z.enum(PATH),
          status: z.enum(['active', 'suspended', 'ended']),
          signedFrom: daySchema.nullable(),
          investmentWan: wan,
        }),
      )
      .describe('您可见的项目，新登记的在前，最多 200 个'),
  }),
)

export const investorOperations = [
  operation({
    id: 'listInvestors',
    method: 'get',
    path: '/investors',
    tag: '投资方',
    summary: '查询投资方',
    description: '至少有一个项目您可见的投资方。q 为名称的一部分。',
    action: 'investor.read',
    query: z.strictObject({
      q: z.string().trim().max(100).optional(),
      uscc: z.string().trim().max(18).optional(),
      origin: z.string().trim().max(60).optional(),
      sort: z.enum(INVESTOR_SORTS).default('name'),
      ...paging,
    }),
    response: pageOf('InvestorPage', investor),
    handle: (context, { query }) => listInvestors(context, query),
  }),
  operation({
    id: 'getInvestor',
    method: 'get',
    path: '/investors/{id}',
    tag: '投资方',
    summary: '投资方和它的项目',
    action: 'investor.read',
    params: z.object({ id }),
    response: record,
    refusals: [404],
    handle: (context, { params }) => getInvestor(context, params.id),
  }),
]
