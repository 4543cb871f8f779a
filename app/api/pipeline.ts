import { z } from 'zod'
import { PATH } from '~/projects/domain/stages'
import { DEFINITIONS } from '~/pipeline/domain/definitions'
import { cohortInput } from '~/pipeline/domain/cohort-input'
import { HORIZONS } from '~/pipeline/domain/figures'
import { FLOW_STATES } from '~/pipeline/domain/flow'
import { GRANULARITIES } from '~/pipeline/domain/scope'
import {
  cohorts,
  figureInput,
  flow,
  flowInput,
  forecast,
  funnel,
  heat,
  heatInput,
  overdue,
  overdueInput,
  sizes,
  sizesInput,
  survival,
  groupedInput,
} from '~/pipeline/server/single-figures'
import { operation } from './operation'
import { component, daySchema, id, muSchema, named, wan } from './schemas'

const count = z.number().int()
const pct = z.number().nullable().describe('百分数，一位小数；除数为 0 时为 null')
const days = z.number().int().nullable()
const sumWan = z.number().describe('万元')
const sumMu = z.number().describe('亩')
const clocks = { asOf: daySchema, knownOn: daySchema }

const cohort = component(
  'Cohort',
  z
    .object({
      key: z.string().describe('分组的标识：all、月份、单位或园区的 id、产业、规模'),
      label: z.string(),
      signed: count,
      landSupplied: count,
      landDayUnknown: count.describe('其中供地时间不详'),
      started: count,
      completed: count,
      producing: count,
      notStarted: count.describe(DEFINITIONS.notStarted.says),
      notStartedSuspended: count.describe('未开工中暂缓的'),
      neverStarted: count.describe('未开工即终止的'),
      suspended: count,
      ended: count,
      startedPct: z.number().nullable().describe('开工率，百分数，一位小数；没有签约时为 null'),
      investmentWan: z.number().describe('签约项目总投资，万元'),
      landMu: z.number().describe('签约项目用地，亩'),
    })
    .describe('一组签约项目；各阶段数为到达该阶段或以后阶段的项目数'),
)

const quality = component(
  'FigureQuality',
  z
    .object({
      signed: count,
      landDayUnknown: count.describe('供地时间不详'),
      startDayUnknown: count,
      signDayUnknown: count,
      unverified: count.describe('待核：签约或已报开工尚未认定'),
      signedUnverified: count,
      startedUnverified: count,
      notComparable: count.describe('开工早于签约（±）'),
      noAmount: count,
      noUnit: count,
    })
    .describe('签约项目中不详、未认定、未填的数'),
)

const funnelRow = component(
  'FunnelRow',
  z.object({
    stage: z.enum(PATH),
    count: count.describe('到达该阶段或以后阶段的项目数'),
    verified: count.describe('其中已认定'),
    investmentWan: sumWan,
    verifiedWan: sumWan,
    landMu: sumMu,
    noAmount: count,
    current: count.describe(`停在此阶段：${DEFINITIONS.atStage.says}`),
    currentSuspended: count.describe('其中暂缓'),
    currentActive: count.describe('其中仍在推进'),
    conversionPct: pct.describe(`到达比：${DEFINITIONS.reachRatio.says}`),
  }),
)

const shares = <Schema extends z.ZodType>(of: Schema) => z.object({ landSupplied: of, started: of, producing: of })

const heatRow = component(
  'CohortHeat',
  z.object({
    key: z.string(),
    label: z.string(),
    from: daySchema,
    to: daySchema,
    signed: count,
    ofLand: count.describe('供地各格的分母：需要供地、且供地时间不是不详的'),
    landDayUnknown: count.describe('供地时间不详，不进供地各格'),
    startDayUnknown: count.describe('开工时间不详，按填表日期计'),
    investmentWan: sumWan,
    landMu: sumMu,
    cells: z.array(
      z.object({
        months: z.literal(HORIZONS),
        due: count.describe('期满的项目数'),
        over: z.boolean().describe('整批是否已期满；未期满的 pct 为 null'),
        counts: shares(count),
        pct: shares(pct),
      }),
    ),
  }),
)

const curve = component(
  'SurvivalCurve',
  z.object({
    points: z.array(
      z.object({
        day: count.describe('签约后天数'),
        atRisk: count.describe('到这一天之前还在等、还在观察的项目'),
        started: count.describe('这一天开工的'),
        ended: count.describe('这一天未开工即终止的'),
        incidence: z.number().describe('到这一天为止已开工的比例（累积发生率，终止为竞争结局），0 到 1'),
        low: z.number().describe('95% 区间的下限'),
        high: z.number(),
      }),
    ),
    total: count,
    started: count,
    ended: count,
    toldUntil: days.describe('还有 10 个项目在观察的最后一天，以后不写比例；不足 10 个时为 null'),
    medianDays: days,
  }),
)

const overdueItem = component(
  'OverdueProject',
  z.object({
    id,
    name: z.string(),
    signedOn: daySchema,
    days: count.describe('签约至今天数'),
    deadline: daySchema.describe('不逾期的最后一天'),
    overdueDays: count,
    batch: named.nullable(),
    unit: named.nullable().describe('责任单位'),
    sponsor: z.string().nullable().describe('包保领导'),
    investmentWan: wan,
    landMu: muSchema,
    status: z.enum(['active', 'suspended']),
    blockingIssue: z.string().nullable(),
    nextStep: z.string().nullable(),
    nextStepOn: daySchema.nullable(),
    annualTaxWan: wan.describe('预计年税收，万元；未填为 null'),
    halfYearPct: count.nullable().describe('半年内开工的可能，百分数；开过工的不足 5 个时为 null'),
  }),
)

const overdueSummary = z.object({
  days: count,
  notStarted: count.describe(DEFINITIONS.notStarted.says),
  notStartedSuspended: count.describe('其中暂缓'),
  notStartedWan: sumWan,
  overdue: count,
  investmentWan: sumWan,
  landMu: sumMu,
  suspended: count,
  annualTaxWan: sumWan.describe('逾期项目预计的年税收，已填的合计'),
  delayedTaxWan: sumWan.describe('按已逾期天数：年税收 × 逾期天数 ÷ 365'),
  noTax: count,
  soon: count.describe('30 天内将逾期'),
  soonWan: sumWan,
  units: z.array(
    z.object({ key: z.string(), label: z.string(), total: count, investmentWan: sumWan, longestDays: count }),
  ),
})

const state = z.enum(FLOW_STATES)

const tableRow = component(
  'BreakdownRow',
  z.object({
    key: z.string(),
    label: z.string(),
    signed: count,
    landSupplied: count,
    landDayUnknown: count.describe('其中供地时间不详'),
    started: count,
    verifiedStarted: count,
    completed: count,
    producing: count,
    notStarted: count,
    overdue: count,
    investmentWan: sumWan,
    startedWan: sumWan,
    landMu: sumMu,
    startedPct: pct,
    countPct: pct,
    wanPct: pct,
    signedThisYear: count,
    startedThisYear: count,
    sameYearPct: pct.describe('当年签约当年开工率'),
    atLeast: z
      .object({ count, countPct: pct, investmentWan: sumWan, wanPct: pct })
      .optional()
      .describe('规模段：本段及以上'),
  }),
)

const foretold = {
  expected: z.number().describe('预计开工数'),
  low80: count.describe('八成区间的下限'),
  high80: count,
}
const notForetold = { expected: z.null(), low80: z.null(), high80: z.null() }
const tested = {
  asOf: daySchema,
  until: daySchema,
  waiting: count,
  actual: count,
  lastFour: z.number().describe('照过去四季平均'),
}

const FIGURE = { method: 'get', tag: '签约开工', action: 'figure.read' } as const
const DAYS = '日期含首尾两日。asOf 缺省为今天；knownOn 只算这一天及以前登记的，缺省为现在。范围参数为 none 时指未填。'

export const pipelineOperations = [
  operation({
    ...FIGURE,
    id: 'cohorts',
    path: '/pipeline/cohorts',
    summary: '某一时期签约的项目，截至某日到了哪一步',
    description: '日期含首尾两日。asOf 缺省为今天；knownOn 只算这一天及以前登记的，缺省为现在。',
    query: cohortInput.strict(),
    response: component('Cohorts', z.object({ rows: z.array(cohort) })),
    handle: (context, { query }) => cohorts(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'cohortHeat',
    path: '/pipeline/cohorts/heat',
    summary: '各期签约项目在 3、6、12、24 个月内供地、开工、投产的比例',
    description: `${DAYS} by 为 ${GRANULARITIES.join('、')}；月数为日历月，截至月末。`,
    query: heatInput.strict(),
    response: component(
      'CohortHeats',
      z.object({
        ...clocks,
        landDayUnknown: count.describe('供地时间不详的项目，不进供地各格'),
        rows: z.array(heatRow),
      }),
    ),
    handle: (context, { query }) => heat(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'funnel',
    path: '/pipeline/funnel',
    summary: '各阶段项目数、投资、用地与到达比，上报与认定并列',
    description: DAYS,
    query: figureInput.strict(),
    response: component('Funnel', z.object({ ...clocks, rows: z.array(funnelRow), quality })),
    handle: (context, { query }) => funnel(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'survival',
    path: '/pipeline/survival',
    summary: '签约到开工的累积发生率（未开工为删失，终止为竞争结局）',
    description: DAYS,
    query: groupedInput.strict(),
    response: component(
      'Survival',
      z.object({
        ...clocks,
        groups: z.array(z.object({ key: z.string(), label: z.string(), curve, notComparable: count })),
      }),
    ),
    handle: (context, { query }) => survival(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'overdue',
    path: '/pipeline/overdue',
    summary: '签约超过若干天未开工的项目',
    description: `${DAYS} days 缺省为规则所定（180 天）：签约超过 days 天、未开工、未终止；暂缓的仍计入。soon=1 为 30 天内将逾期的。`,
    query: overdueInput.strict(),
    response: component(
      'Overdue',
      z.object({
        ...clocks,
        total: count,
        summary: overdueSummary,
        items: z.array(overdueItem),
        nextCursor: z.string().nullable(),
      }),
    ),
    handle: (context, { query }) => overdue(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'flow',
    path: '/pipeline/flow',
    summary: '两日之间项目在各阶段的进出',
    description: `${DAYS} compareAsOf 缺省为一个月前的同一天。`,
    query: flowInput.strict(),
    response: component(
      'Flow',
      z.object({
        ...clocks,
        compareAsOf: daySchema,
        links: z.array(z.object({ from: state.nullable(), to: state, count, investmentWan: sumWan })),
        rows: z.array(
          z.object({
            state,
            start: count,
            entered: count,
            left: count,
            ended: count.describe('离开的项目中终止的'),
            end: count,
            suspended: count.describe('期末的项目中暂缓的'),
          }),
        ),
      }),
    ),
    handle: (context, { query }) => flow(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'sizes',
    path: '/pipeline/sizes',
    summary: '签约项目按规模、来源地、产业、来源、单位',
    description: DAYS,
    query: sizesInput.strict(),
    response: component(
      'Sizes',
      z.object({
        ...clocks,
        by: z.string(),
        days: count.describe('签约超过多少天未开工算逾期'),
        rows: z.array(tableRow),
      }),
    ),
    handle: (context, { query }) => sizes(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'forecast',
    path: '/pipeline/forecast',
    summary: '未开工项目在今后四个季度的预计开工数，及历史回测的误差',
    description: DAYS,
    query: groupedInput.strict(),
    response: component(
      'Forecast',
      z.object({
        ...clocks,
        groupBy: z.string(),
        on: daySchema.describe('站在哪一天推算：截至、已知于和今天中最早的'),
        waiting: count.describe(DEFINITIONS.notStarted.says),
        starts: count.describe('开过工的项目；不足 5 个时不推算，quarters 为空'),
        quarters: z.array(
          z.object({ key: z.string(), label: z.string(), from: daySchema, to: daySchema, ...foretold }),
        ),
        backTests: z.array(
          z
            .union([z.object({ ...tested, ...foretold }), z.object({ ...tested, ...notForetold })])
            .describe('当时会怎样推算，实际如何；当时开过工的不足 5 个时预计数为 null'),
        ),
        backTestSum: z
          .object({
            tests: count,
            expected: z.number(),
            actual: count,
            meanError: z.number().describe('平均每季差多少个'),
            meanErrorOfLastFour: z.number().describe('照过去四季平均，平均每季差多少个'),
            held: count.describe('八成区间包住实际的季数'),
          })
          .nullable(),
      }),
    ),
    handle: (context, { query }) => forecast(context, query),
  }),
]
