import { z } from 'zod'
import { REVIEW_LEVELS } from '~/screening/domain/energy/review'
import { screeningInputs } from '~/screening/domain/inputs'
import { ruleSetSchema, SCOPES, VERDICTS, CLASSES } from '~/screening/domain/rules/rule-set'
import { evaluateProposal } from '~/screening/server/evaluate-proposal'
import { listRuleSets } from '~/screening/server/rule-sets'
import { DEPTHS, STATES } from '~/screening/domain/screening'
import { listScreenings, readScreening } from '~/screening/server/read-screening'
import { startScreening } from '~/screening/server/save-screening'
import { readProject } from '~/projects/server/read'
import { operation } from './operation'
import { component, id, moment } from './schemas'

const change = component(
  'ScreeningChange',
  z.object({
    field: z.string().describe('输入的路径，如 landMu、energy.0.amount'),
    from: z.number(),
    to: z.number(),
  }),
)

const criterion = component(
  'ScreeningCriterion',
  z.object({
    id: z.string(),
    label: z.string(),
    kind: z.enum(['veto', 'threshold', 'scored', 'info']),
    status: z.enum(['pass', 'fail', 'unknown', 'info']).describe('缺资料的为 unknown：既不算达标，也不算不达标'),
    actual: z.number().nullable(),
    threshold: z.number().nullable(),
    direction: z.enum(['atLeast', 'atMost']).nullable(),
    unit: z.string(),
    margin: z.number().nullable().describe('达标的余量；负数为差多少'),
    points: z.number().nullable().describe('评分项的得分'),
    maxPoints: z.number().nullable().describe('评分项的权重'),
    source: z.string().describe('依据'),
    toBeVerified: z.boolean().describe('依据待核'),
    ruleSet: z.string().describe('哪一个规则集的规定'),
    scope: z.enum(SCOPES),
    overruled: z.boolean().describe('另有更严的规定'),
    exception: z
      .object({ ruleSet: z.string(), criterion: z.string(), by: z.string(), reason: z.string() })
      .nullable()
      .describe('一事一议'),
    missing: z.array(z.string()).describe('还缺哪些输入'),
    minimalChange: z.array(change).describe('任改一项即达标的最小改动'),
  }),
)

const evaluation = component(
  'ScreeningEvaluation',
  z.object({
    verdict: z.enum(VERDICTS).describe('pass 符合，conditional 有条件符合，fail 不符合，unknown 资料不全'),
    class: z.enum(CLASSES).nullable().describe('预期亩均效益等级'),
    score: z.number().nullable().describe('评分项总分；有未知的为 null'),
    scoreRange: z
      .object({ from: z.number(), to: z.number().nullable() })
      .nullable()
      .describe('未知的补齐以后总分可能的范围'),
    criteria: z.array(criterion),
    changes: z.array(z.array(change)).describe('一至三组改动，照任一组改即整体符合'),
    missing: z.array(z.string()),
    warnings: z.array(z.object({ field: z.string(), message: z.string() })).describe('可疑的输入，照算'),
    energy: z
      .object({
        tceCalorific: z.number().describe('当量值，吨标准煤'),
        tcePrimary: z.number().describe('等价值，吨标准煤'),
        co2T: z.number().nullable().describe('吨二氧化碳；有的能源没有因子时为 null'),
        review: z.enum(REVIEW_LEVELS).nullable().describe('由哪一级节能审查；没有当日规定的为 null'),
        reviewDetail: z
          .object({
            level: z.enum(REVIEW_LEVELS),
            carbonEvaluation: z.boolean().describe('同时作碳排放评价'),
            because: z.string(),
            source: z.string(),
            toBeVerified: z.boolean(),
          })
          .nullable(),
      })
      .nullable(),
    limits: z
      .array(
        z.object({
          id: z.string(),
          status: z.enum(['pass', 'fail', 'unknown']),
          level: z
            .union([z.literal(1), z.literal(2), z.literal(3)])
            .nullable()
            .describe('达到的等级；三级都没有达到为 null'),
          bar: z.number().nullable().describe('新建项目的准入值'),
          margin: z.number().nullable(),
          actual: z.number(),
          unit: z.string(),
          because: z.string(),
          toBeVerified: z.boolean(),
        }),
      )
      .describe('单位产品能耗与国家标准限额，不影响结论'),
  }),
)

// Declared open: the keys of `inputs` are the program's, and those that it does not know come back as warnings.
const ruleSet = component(
  'ScreeningRuleSet',
  ruleSetSchema.extend({
    number: z.number().int().nullable().describe('本地规则集的版本号；样板为 null'),
    readyMade: z.boolean().describe('随系统提供的样板'),
    inUse: z.boolean().describe('本地预审启用'),
  }),
)

const screening = {
  id,
  number: z.number().int().describe('这个项目的第几次预审'),
  depth: z.enum(DEPTHS).describe('quick 速判，full 完整预审'),
  state: z.enum(STATES).describe('draft 填报中，concluded 已出具结论'),
  verdict: z.enum(VERDICTS),
  score: z.number().nullable(),
  class: z.string().nullable(),
  ruleSetIds: z.array(z.string()),
  recordedAt: moment,
}

const tag = '预审'
const params = z.object({ id })

export const screeningOperations = [
  operation({
    id: 'evaluateScreening',
    method: 'post',
    path: '/screenings/evaluate',
    tag,
    summary: '按规则集试算',
    description: '不保存。没有给的输入作未知，不作零。',
    action: 'screening.evaluate',
    body: z.strictObject({ ruleSetId: z.string().max(60), inputs: screeningInputs }),
    response: evaluation,
    refusals: [404],
    handle: (context, { body }) => evaluateProposal(context, body),
  }),
  operation({
    id: 'listRuleSets',
    method: 'get',
    path: '/rule-sets',
    tag,
    summary: '预审规则集',
    action: 'screening.evaluate',
    response: component('ScreeningRuleSets', z.object({ items: z.array(ruleSet), total: z.number().int() })),
    handle: async (context) => {
      const items = (await listRuleSets(context)).map(({ ruleSet: set, ...listed }) => ({ ...set, ...listed }))
      return { items, total: items.length }
    },
  }),
  operation({
    id: 'listScreenings',
    method: 'get',
    path: '/projects/{id}/screenings',
    tag,
    summary: '项目的预审',
    action: 'screening.read',
    params,
    response: component('Screenings', z.object({ items: z.array(z.object(screening)), total: z.number().int() })),
    refusals: [404],
    handle: async (context, { params: asked }) => {
      const { id: projectId } = await readProject(context, asked.id)
      const { items, total } = await listScreenings(context, { projectId, page: 1, limit: 200 })
      return {
        total,
        items: items.map(({ project: _, unit: __, recordedAt, ...own }) => ({
          ...own,
          recordedAt: recordedAt.toISOString(),
        })),
      }
    },
  }),
  operation({
    id: 'startScreening',
    method: 'post',
    path: '/projects/{id}/screenings',
    tag,
    summary: '发起预审',
    description: '保存输入和结果，之后可在页面上补充。没有给 inputs 的用项目档案里的数。',
    action: 'screening.edit',
    params,
    body: z.strictObject({
      ruleSetIds: z.array(z.string().max(60)).min(1).max(6),
      depth: z.enum(DEPTHS).default('full'),
      inputs: screeningInputs.optional(),
    }),
    response: component('StartedScreening', z.object({ id, evaluation })),
    status: 201,
    refusals: [404],
    handle: async (context, { params: asked, body }) => {
      const started = await startScreening(context, { projectId: asked.id, ...body })
      return { id: started.id, evaluation: (await readScreening(context, started.id)).evaluation }
    },
  }),
]
