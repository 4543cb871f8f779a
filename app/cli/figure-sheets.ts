import type { Cell, Sheet } from '~/platform/xlsx'
import { STAGE_NAMES } from '~/projects/domain/stages'
import { HORIZONS } from '~/pipeline/domain/figures'
import { shareWords } from '~/pipeline/domain/share-words'
import type { cohorts, flow, forecast, funnel, heat, overdue, sizes, survival } from '~/pipeline/server/single-figures'

/** The same on the command line and in the file. */
export type FigureSheet = Sheet<Cell[][]>

type Of<Figure extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Figure>>

export const sheets = {
  cohorts: ({ rows }: Of<typeof cohorts>): FigureSheet => ({
    name: '签约批次',
    head: [
      '签约时间或分组',
      '签约',
      '供地',
      '开工',
      '竣工',
      '投产',
      '未开工',
      '其中暂缓',
      '未开工即终止',
      '开工率',
      '总投资（万元）',
      '用地（亩）',
    ],
    rows: rows.map((row) => [
      row.label,
      row.signed,
      row.landSupplied,
      row.started,
      row.completed,
      row.producing,
      row.notStarted,
      row.notStartedSuspended,
      row.neverStarted,
      shareWords(row.started, row.signed),
      row.investmentWan,
      row.landMu,
    ]),
  }),
  funnel: ({ rows }: Of<typeof funnel>): FigureSheet => ({
    name: '漏斗',
    head: [
      '阶段',
      '项目',
      '其中已认定',
      '总投资（万元）',
      '已认定（万元）',
      '用地（亩）',
      '停在此阶段',
      '其中暂缓',
      '到达比（%）',
    ],
    rows: rows.map((row) => [
      STAGE_NAMES[row.stage],
      row.count,
      row.verified,
      row.investmentWan,
      row.verifiedWan,
      row.landMu,
      row.current,
      row.currentSuspended,
      row.conversionPct,
    ]),
  }),
  heat: ({ rows }: Of<typeof heat>): FigureSheet => ({
    name: '签约批次',
    head: [
      '签约时间',
      '签约',
      ...HORIZONS.flatMap((months) => ['供地', '开工', '投产'].map((stage) => `${months}个月内${stage}（%）`)),
    ],
    rows: rows.map(({ label, signed, cells }) => [
      label,
      signed,
      ...cells.flatMap(({ pct }) => [pct.landSupplied, pct.started, pct.producing]),
    ]),
  }),
  survival: ({ groups }: Of<typeof survival>): FigureSheet => ({
    name: '等待曲线',
    head: ['分组', '签约', '已开工', '未开工即终止', '半数开工（天）', '±'],
    rows: groups.map(({ label, curve, notComparable }) => [
      label,
      curve.total,
      curve.started,
      curve.ended,
      curve.medianDays,
      notComparable,
    ]),
  }),
  overdue: ({ items }: Of<typeof overdue>): FigureSheet => ({
    name: '逾期未开工',
    head: [
      '项目',
      '签约',
      '天数',
      '期限',
      '责任单位',
      '包保领导',
      '总投资（万元）',
      '存在问题',
      '下一步',
      '预计年税收（万元）',
      '半年内开工的可能（%）',
    ],
    rows: items.map((item) => [
      item.name,
      item.signedOn,
      item.days,
      item.deadline,
      item.unit?.name ?? '未填',
      item.sponsor ?? '未填',
      item.investmentWan,
      item.blockingIssue,
      item.nextStep,
      item.annualTaxWan,
      item.halfYearPct,
    ]),
  }),
  flow: ({ rows }: Of<typeof flow>): FigureSheet => ({
    name: '进出',
    head: ['阶段', '期初', '进入', '离开', '其中终止', '期末', '其中暂缓'],
    rows: rows.map((row) => [
      STAGE_NAMES[row.state],
      row.start,
      row.entered,
      row.left,
      row.ended,
      row.end,
      row.suspended,
    ]),
  }),
  sizes: ({ rows }: Of<typeof sizes>): FigureSheet => ({
    name: '分类',
    head: [
      '分类',
      '签约',
      '占比（%）',
      '总投资（万元）',
      '占比（%）',
      '开工',
      '开工率（%）',
      '逾期',
      '当年签约',
      '当年开工',
      '当年开工率（%）',
    ],
    rows: rows.map((row) => [
      row.label,
      row.signed,
      row.countPct,
      row.investmentWan,
      row.wanPct,
      row.started,
      row.startedPct,
      row.overdue,
      row.signedThisYear,
      row.startedThisYear,
      row.sameYearPct,
    ]),
  }),
  forecast: ({ waiting, starts, quarters, backTests, backTestSum: sum }: Of<typeof forecast>): FigureSheet => ({
    name: '开工预测',
    head: ['季度', '预计开工', '八成区间低', '高', '实际', '照过去四季平均'],
    rows: [
      ...quarters.map(({ label, expected, low80, high80 }) => [label, expected, low80, high80, null, null]),
      [`未开工 ${waiting} 个；开过工的项目`, null, null, null, starts, null],
      ...backTests.map(({ asOf, expected, low80, high80, actual, lastFour }) => [
        `回测：${asOf}以后一季`,
        expected,
        low80,
        high80,
        actual,
        lastFour,
      ]),
      ...(sum
        ? [
            ['回测合计', sum.expected, null, null, sum.actual, null],
            [
              `平均每季差（${sum.tests} 个区间有 ${sum.held} 个包住实际）`,
              sum.meanError,
              null,
              null,
              null,
              sum.meanErrorOfLastFour,
            ],
          ]
        : []),
    ],
  }),
}
