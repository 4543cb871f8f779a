import { z } from 'zod'
import { PATH } from '~/projects/domain/stages'
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
    current: count.describe('当前处于该阶段'),
    currentActive: count.describe('其中仍在推进'),
    conversionPct: pct.describe('占上一阶段的百分数'),
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
        waiting: z.number().describe('仍未开工的比例，0 到 1'),
        low: z.number(),
        high: z.number(),
        atRisk: count,
        starts: count,
      }),
    ),
    total: count,
    started: count,
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
    forecast: z
      .object({ expected: daySchema.nullable(), earliest: daySchema.nullable(), latest: daySchema.nullable() })
      .describe('预计开工日及八成把握的区间'),
  }),
)

const overdueSummary = z.object({
  days: count,
  notStarted: count,
  notStartedWan: sumWan,
  overdue: count,
  investmentWan: sumWan,
  landMu: sumMu,
  suspended: count,
  annualTaxWan: sumWan.describe('推迟一年少收的税，已填的合计'),
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

const expected = z.object({ expected: z.number(), low: z.number(), high: z.number() })
const noPrecedent = count.describe('等开工的项目中，届时等得比开工过的同类项目都久的：没有先例，无法预计，不在预计数内')

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
        landDayUnknown: count.describe('供地时间不详、按填表日期计的项目'),
        rows: z.array(heatRow),
      }),
    ),
    handle: (context, { query }) => heat(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'funnel',
    path: '/pipeline/funnel',
    summary: '各阶段项目数、投资、用地与转化率，上报与认定并列',
    description: DAYS,
    query: figureInput.strict(),
    response: component('Funnel', z.object({ ...clocks, rows: z.array(funnelRow), quality })),
    handle: (context, { query }) => funnel(context, query),
  }),
  operation({
    ...FIGURE,
    id: 'survival',
    path: '/pipeline/survival',
    summary: '签约到开工的等待曲线（Kaplan–Meier，未开工为删失）',
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
          z.object({ state, start: count, entered: count, left: count, suspended: count, ended: count, end: count }),
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
        waiting: count,
        noPrecedent,
        quarters: z.array(
          z.object({
            key: z.string(),
            label: z.string(),
            from: daySchema,
            to: daySchema,
            noPrecedent,
            forecast: expected,
          }),
        ),
        backTests: z.array(
          z.object({
            asOf: daySchema,
            until: daySchema,
            waiting: count,
            noPrecedent,
            forecast: expected,
            actual: count,
            errorPct: pct,
          }),
        ),
        meanErrorPct: z.number().nullable(),
      }),
    ),
    handle: (context, { query }) => forecast(context, query),
  }),
]
