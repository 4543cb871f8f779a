import { z } from 'zod'
import { BUDGET_KINDS } from '~/screening/domain/budgets/budget'
import { readBudgets } from '~/screening/server/budgets/budgets'
import { businessDay, yearOf } from '~/shared/day'
import { blankIsAbsent } from '~/shared/field-inputs'
import { operation } from './operation'
import { component, id, named } from './schemas'

const budget = component(
  'Budget',
  z.object({
    kind: z.enum(BUDGET_KINDS).describe('energy 能耗（吨标准煤，当量值），其余为吨'),
    year: z.number().int(),
    park: named.nullable().describe('全县的为 null，包含各园区'),
    amount: z.number().nullable().describe('下达的；没有下达为 null'),
    document: z.string().nullable(),
    asked: z.number().describe('申请中'),
    promised: z.number().describe('已承诺'),
    askedClaims: z.number().int(),
    promisedClaims: z.number().int(),
    left: z.number().nullable().describe('下达减已承诺；负数为超出'),
    percent: z.number().nullable().describe('已承诺占下达'),
    overdrawn: z.boolean(),
    forecast: z
      .array(
        z.object({
          month: z.string().nullable().describe('投产月份，如 2027-03；时间不详为 null'),
          promised: z.number(),
          asked: z.number(),
        }),
      )
      .describe('到每个投产月份为止累计占用多少'),
    fullFrom: z.string().nullable().describe('从哪个月起已承诺和申请中合计超出下达'),
  }),
)

export const budgetOperations = [
  operation({
    id: 'listBudgets',
    method: 'get',
    path: '/budgets',
    tag: '预审',
    summary: '能耗和排放指标：下达、申请、承诺、剩余',
    description: '合计包含您无权查看的项目。用地指标见供地计划。',
    action: 'budget.read',
    query: z.strictObject({
      year: z.coerce.number().int().min(2000).max(2100).optional().describe('不填为今年'),
      scope: blankIsAbsent(z.union([z.literal('county'), id])).describe('county 全县，或园区的 id；不填为全部'),
    }),
    response: component('Budgets', z.object({ items: z.array(budget), total: z.number().int() })),
    handle: async (context, { query: { year, scope } }) => {
      const rows = await readBudgets(context, { year: year ?? yearOf(businessDay(context.now)) })
      const items = rows.filter(({ park }) => scope === undefined || (park?.id ?? 'county') === scope)
      return { items, total: items.length }
    },
  }),
]
