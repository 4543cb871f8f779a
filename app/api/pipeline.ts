import { z } from 'zod'
import { cohortInput } from '~/pipeline/domain/cohort-input'
import { cohorts } from '~/pipeline/server/cohorts'
import { operation } from './operation'
import { component } from './schemas'

const count = z.number().int()

const cohort = component(
  'Cohort',
  z
    .object({
      key: z.string().describe('分组的标识：all、月份、单位或园区的 id、产业、规模'),
      label: z.string(),
      signed: count,
      landSupplied: count,
      started: count,
      completed: count,
      producing: count,
      notStarted: count,
      suspended: count,
      ended: count,
      startedPct: z.number().nullable().describe('开工率，百分数，一位小数；没有签约时为 null'),
      investmentWan: z.number().describe('签约项目总投资，万元'),
      landMu: z.number().describe('签约项目用地，亩'),
    })
    .describe('一组签约项目；各阶段数为到达该阶段或以后阶段的项目数'),
)

export const pipelineOperations = [
  operation({
    id: 'cohorts',
    method: 'get',
    path: '/pipeline/cohorts',
    tag: '签约开工',
    summary: '某一时期签约的项目，截至某日到了哪一步',
    description: '日期含首尾两日。asOf 缺省为今天；knownOn 只算这一天及以前登记的，缺省为现在。',
    action: 'figure.read',
    query: cohortInput.strict(),
    response: component('Cohorts', z.object({ rows: z.array(cohort) })),
    handle: (call, { query }) => cohorts(call, query),
  }),
]
